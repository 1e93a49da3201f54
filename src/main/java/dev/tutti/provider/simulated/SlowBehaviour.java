package dev.tutti.provider.simulated;

/** Another behaviour, never faster than some tokens a second. */
record SlowBehaviour(Behaviour behaviour, double tokensPerSecond) implements Behaviour {
  @Override
  public AnswerPlan play(SimulatedRequest request) {
    return behaviour.play(request).atMost(tokensPerSecond);
  }
}
