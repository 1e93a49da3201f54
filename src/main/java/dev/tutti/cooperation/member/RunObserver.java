package dev.tutti.cooperation.member;

import dev.tutti.chat.ChatEvent;
import tools.jackson.databind.node.ObjectNode;

/** Observer of a run. Called by several threads, one at a time for each of the two methods. */
public interface RunObserver {
  /** Looks at nothing. */
  RunObserver NOBODY = _ -> {};

  /** Something has happened: {@code {event, stage, step, model, ...}}. */
  void progress(ObjectNode what);

  /** A piece of the answer of the last stage. */
  default void said(ChatEvent event) {}

  /**
   * The run fails, although members have answered.
   *
   * @param paid what is there of it: {@code {answers, usage, total_time}}
   */
  default void failed(ObjectNode paid) {}

  /** Whether pieces of the last stage are wanted while they come. */
  default boolean hears() {
    return false;
  }
}
