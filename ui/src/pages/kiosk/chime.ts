/** Two soft tones that ask for attention; where sound is refused there are none. */
export const chime = (): void => {
  try {
    const sound = new AudioContext();
    [660, 880].forEach((pitch, place) => tone(sound, pitch, place * 0.22));
    setTimeout(() => void sound.close(), 1_200);
  } catch {
    return;
  }
};

const tone = (sound: AudioContext, pitch: number, after: number): void => {
  const begin = sound.currentTime + after;
  const voice = sound.createOscillator();
  const loudness = sound.createGain();
  voice.frequency.value = pitch;
  loudness.gain.setValueAtTime(0.0001, begin);
  loudness.gain.exponentialRampToValueAtTime(0.2, begin + 0.03);
  loudness.gain.exponentialRampToValueAtTime(0.0001, begin + 0.35);
  voice.connect(loudness).connect(sound.destination);
  voice.start(begin);
  voice.stop(begin + 0.4);
};
