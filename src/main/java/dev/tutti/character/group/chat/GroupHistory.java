package dev.tutti.character.group.chat;

import dev.tutti.character.group.GroupMessage;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.session.SessionMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * History of a group: what was said, the oldest first. Where a reply has variants, the last one or
 * the one that was chosen since stands in the place of the first. Grows by what is said; for one
 * turn, on one thread.
 */
final class GroupHistory {
  private static final int NOT_FOUND = 404;

  private final List<GroupLine> all = new ArrayList<>();

  /** What a session has of it. */
  static GroupHistory of(List<SessionMessage> messages, ChatGroup group) {
    var history = new GroupHistory();
    messages.forEach(each -> history.add(GroupLine.of(each, group)));
    return history;
  }

  void add(GroupLine line) {
    all.add(line);
  }

  /** The newest line. */
  GroupLine last() {
    return all.getLast();
  }

  /** What members have said to a message, without variants. */
  List<GroupLine> repliesTo(GroupLine message) {
    return all.stream()
        .filter(each -> each.isReply() && each.turn() == message.turn())
        .filter(each -> each.original().isEmpty())
        .toList();
  }

  /** The lines that count. */
  List<GroupLine> lines() {
    var lines = new LinkedHashMap<String, GroupLine>();
    for (var each : all) {
      lines.merge(
          each.first(), each, (before, next) -> before.chosen() < next.variant() ? next : before);
    }
    return List.copyOf(lines.values());
  }

  /** The lines that count before a reply and its variants. */
  List<GroupLine> before(String reply) {
    var lines = new ArrayList<GroupLine>();
    for (var each : lines()) {
      if (each.first().equals(reply)) {
        break;
      }
      lines.add(each);
    }
    return List.copyOf(lines);
  }

  /** The one of an id. */
  Optional<GroupLine> line(String id) {
    return all.stream().filter(each -> each.message().id().equals(id)).findFirst();
  }

  /**
   * A reply of a member.
   *
   * @throws Fault with status 404
   */
  GroupLine requireReply(String id, ChatGroup group) {
    return line(id)
        .filter(line -> group.member(line.said().speaker()).isPresent())
        .orElseThrow(
            () ->
                Fault.of(
                        FaultCode.INVALID_REQUEST,
                        "message \"%s\" is no reply of a member (expected: one of the latest of the group)"
                            .formatted(id))
                    .status(NOT_FOUND)
                    .at("message"));
  }

  private List<GroupLine> variants(GroupLine reply) {
    return all.stream().filter(each -> each.first().equals(reply.first())).toList();
  }

  /** Number of the last variant of a reply. */
  int lastVariant(GroupLine reply) {
    return variants(reply).stream().mapToInt(GroupLine::variant).max().orElse(1);
  }

  /**
   * Metadata of a reply and its other variants, by their ids, once it is chosen.
   *
   * @param last number of the last variant
   */
  Map<String, ObjectNode> choosing(GroupLine reply, int last) {
    var metadata = new LinkedHashMap<String, ObjectNode>();
    for (var each : variants(reply)) {
      metadata.put(
          each.message().id(), each.noted(GroupLine.CHOSEN, each.equals(reply) ? last : 0));
    }
    return metadata;
  }

  /** Number of the variants of a reply, itself included. */
  int variants(String reply) {
    return 1 + (int) all.stream().filter(each -> each.original().equals(reply)).count();
  }

  /** Number of the last turn, 0 before the first. */
  int turn() {
    return all.stream().mapToInt(GroupLine::turn).max().orElse(0);
  }

  /** The lines that count before the user's last message, for plans. */
  List<GroupMessage> saidBefore() {
    var lines = lines();
    int end = lines.size();
    while (end > 0 && lines.get(end - 1).isReply()) {
      end--;
    }
    return lines.subList(0, Math.max(0, end - 1)).stream().map(GroupLine::said).toList();
  }

  /** The lines that count, for plans. */
  List<GroupMessage> said() {
    return lines().stream().map(GroupLine::said).toList();
  }
}
