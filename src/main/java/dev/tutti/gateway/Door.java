package dev.tutti.gateway;

/** Answers one kind of request. Called on the visit's loop; must not block. */
@FunctionalInterface
interface Door {

  /** Answers, now or later; a thrown {@link dev.tutti.chat.Fault} is answered as an error. */
  void answer(Visit visit);
}
