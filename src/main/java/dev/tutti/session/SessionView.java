package dev.tutti.session;

import dev.tutti.call.ContextUse;
import dev.tutti.call.FlowStep;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a model is sent of a session, without the session's own system message.
 *
 * @param strategy by which it was made
 * @param messages in OpenAI's chat dialect, the oldest first; the reader's own
 * @param kept the ids of the messages that are in it as they were said, those asked now included
 * @param summarised how many stand in it as a summary
 * @param dropped how many are not in it
 * @param dependence of what is asked on what was said before, where a model has decided and may not
 *     again; empty otherwise
 * @param use tokens of these messages, and of the whole history
 * @param details what else there is to say of it, such as why messages are left out
 * @param steps what was done for it
 */
public record SessionView(
    SessionStrategy strategy,
    List<ObjectNode> messages,
    List<String> kept,
    int summarised,
    int dropped,
    String dependence,
    ContextUse use,
    ObjectNode details,
    List<FlowStep> steps) {

  /** The messages that stand before those that were said: memory and summary. */
  public List<ObjectNode> lead() {
    return messages.subList(0, messages.size() - kept.size());
  }
}
