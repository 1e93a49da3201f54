package dev.tutti.session.view;

import dev.tutti.context.Dependence;
import dev.tutti.session.SessionMessage;
import java.util.List;

/** Decision of how a user's message depends on what was said before it. Thread-safe. */
@FunctionalInterface
public interface MessageDependence {
  /** Nobody decides: what was said before is kept. */
  MessageDependence KEPT = (_, _) -> Dependence.DEPENDENT;

  /**
   * The degree.
   *
   * @param before what was said before it, the oldest first
   */
  Dependence of(List<SessionMessage> before, SessionMessage message);
}
