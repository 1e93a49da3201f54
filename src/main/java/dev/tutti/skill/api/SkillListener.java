package dev.tutti.skill.api;

import dev.tutti.chat.ChatEvent;

/**
 * Listener to what an execution says while it is said: texts and reasoning, in order, on its
 * thread.
 */
@FunctionalInterface
public interface SkillListener {
  /** Nobody: what was said can still be said otherwise. */
  SkillListener NOBODY = _ -> {};

  /** Hears the next event; may block, which slows the execution. */
  void hear(ChatEvent event);
}
