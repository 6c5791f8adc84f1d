export interface Asked {
  id: number;
  image: ImageData;
  /** A single photo is worth more time than one frame of many. */
  hard: boolean;
}

export interface Code {
  text: string;
  corners: { x: number; y: number }[];
}

export interface Decoded {
  id: number;
  found: Code[];
}
