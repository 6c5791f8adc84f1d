export const scanner = {
  picture: 'Camera picture',
  starting: 'Opening the camera',
  torch: 'Torch',
  zoom: 'Zoom',
  type: 'Type the code on the label',
  enter: 'Look up',
  photo: 'Read from a photo',
  nothing: 'No label could be read on the photo. Go closer, hold it straight, avoid glare, and try again.',
  trouble: {
    insecure: 'The camera cannot be used at this address',
    denied: 'The camera was not allowed',
    none: 'This device has no camera',
    busy: 'Another program is using the camera',
  },
  advice: {
    insecure: 'Browsers open the camera only over HTTPS or on the machine itself; ask the administrator to set up HTTPS as the operations manual says. Hand scanners, photos and typing work all the same.',
    denied: 'Tap the lock beside the address, allow the camera, then try again. Hand scanners, photos and typing work all the same.',
    none: 'Scan the label with a hand scanner, or type its code.',
    busy: 'Close the program that uses the camera, then try again.',
  },
};
