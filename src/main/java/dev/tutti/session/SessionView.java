package dev.tutti.session;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a model is sent of a session, without the session's own system message.
 *
 * @param strategy by which it was made
 * @param messages in OpenAI's chat dialect, the oldest first; the reader's own
 * @param kept how many messages of the history are in it as they were said
 * @param summarised how many stand in it as a summary
 * @param dropped how many are not in it
 * @param tokens of these messages, estimated
 * @param tokensFull of the whole history
 */
public record SessionView(
    SessionStrategy strategy,
    List<ObjectNode> messages,
    int kept,
    int summarised,
    int dropped,
    long tokens,
    long tokensFull) {}
