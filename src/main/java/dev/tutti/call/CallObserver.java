package dev.tutti.call;

/** Observer of calls that have ended. Called on the call's loop; must neither block nor throw. */
@FunctionalInterface
public interface CallObserver {
  /** Looks at nothing. */
  CallObserver NOBODY = (_, _) -> {};

  /** A call has ended. */
  void ended(Call call, CallEnd end);
}
