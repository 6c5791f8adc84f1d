let audio: AudioContext | undefined;

/** Heard and felt, so that nobody has to look: one short high tone, or two low ones where something is wrong. */
export function feel(what: 'good' | 'wrong'): void {
  navigator.vibrate?.(what === 'good' ? 40 : [80, 60, 80]);
  try {
    audio ??= new AudioContext();
    const tones = what === 'good' ? [[1_320, 0]] : [[330, 0], [330, 0.16]];
    for (const [pitch = 0, after = 0] of tones) {
      const [tone, loud] = [audio.createOscillator(), audio.createGain()];
      const from = audio.currentTime + after;
      tone.frequency.value = pitch;
      loud.gain.setValueAtTime(0.12, from);
      loud.gain.exponentialRampToValueAtTime(0.001, from + 0.12);
      tone.connect(loud).connect(audio.destination);
      tone.start(from);
      tone.stop(from + 0.13);
    }
  } catch {
    // A device without sound.
  }
}
