package dev.tutti.call;

/** Observer of calls that have ended. Called on the call's loop; must neither block nor throw. */
@FunctionalInterface
public interface CallObserver {
  /** Looks at nothing. */
  CallObserver NOBODY = (_, _) -> {};

  /** A call has ended. */
  void ended(Call call, CallEnd end);

  /** Both, this one first. */
  default CallObserver andThen(CallObserver next) {
    return next.equals(NOBODY)
        ? this
        : (call, end) -> {
          ended(call, end);
          next.ended(call, end);
        };
  }
}
