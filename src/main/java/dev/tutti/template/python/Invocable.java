package dev.tutti.template.python;

/** A thing that can be called: a macro, a global function, a method from the fixed tables. */
public interface Invocable {
  /** Calls it. */
  Object invoke(Args args, Meter meter);

  /** The name in messages. */
  String title();
}
