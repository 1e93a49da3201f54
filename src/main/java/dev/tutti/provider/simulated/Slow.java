package dev.tutti.provider.simulated;

/** Another behaviour, never faster than some tokens a second. */
record Slow(Behaviour behaviour, double tokensPerSecond) implements Behaviour {
  @Override
  public Script play(Asked asked) {
    return behaviour.play(asked).atMost(tokensPerSecond);
  }
}
