package dev.tutti.session;

import dev.tutti.chat.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Messages that a summary stands for, without their ids, of which long sessions have many: ranges
 * of their places, how many they are, and a digest by which a history that has others in these
 * places, such as another branch, is told from theirs.
 *
 * @param ranges in their order; mostly one
 * @param digest the sum of a hash of each id as hexadecimal digits; empty where it is not known
 */
public record SummarisedMessages(List<Range> ranges, long count, String digest) {
  /** No message. */
  public static final SummarisedMessages NONE = new SummarisedMessages(List.of(), 0, "0");

  /** Basis and prime of the Fowler-Noll-Vo hash FNV-1a with 64 bits. */
  private static final long BASIS = 0xcbf29ce484222325L;

  private static final long PRIME = 0x100000001b3L;
  private static final int HEXADECIMAL = 16;

  /** Places between two and at them. */
  public record Range(long first, long last) {}

  /** Keeps a copy of the ranges. */
  public SummarisedMessages {
    ranges = List.copyOf(ranges);
  }

  /** Whether a message stands in one of these places. */
  public boolean hasPlace(SessionMessage message) {
    return ranges.stream()
        .anyMatch(each -> each.first <= message.position() && message.position() <= each.last);
  }

  /** Whether messages that stand in these places are all that it stands for. */
  public boolean areAll(List<SessionMessage> messages) {
    return count == messages.size()
        && (digest.isEmpty() || digest.equals(Long.toHexString(sum(messages))));
  }

  /**
   * The same with some more, which follow each other; it may stand for some of them already, as
   * where what lies between two ranges is read later.
   *
   * @param messages at least one
   * @param before the message before them, where that is read
   */
  public SummarisedMessages with(List<SessionMessage> messages, List<SessionMessage> before) {
    long first = messages.getFirst().position();
    long last = messages.getLast().position();
    long from = before.isEmpty() ? first - 1 : before.getLast().position();
    var all = new ArrayList<Range>();
    for (var each : ranges) {
      if (each.last >= from && each.first <= last + 1) {
        first = Math.min(first, each.first);
        last = Math.max(last, each.last);
      } else {
        all.add(each);
      }
    }
    all.add(new Range(first, last));
    all.sort(Comparator.comparingLong(Range::first));
    var more = messages.stream().filter(each -> !hasPlace(each)).toList();
    var sum =
        digest.isEmpty()
            ? ""
            : Long.toHexString(Long.parseUnsignedLong(digest, HEXADECIMAL) + sum(more));
    return new SummarisedMessages(all, count + more.size(), sum);
  }

  /** The last place of all; 0 for no message. */
  public long last() {
    return ranges.isEmpty() ? 0 : ranges.getLast().last;
  }

  private static long sum(List<SessionMessage> messages) {
    return messages.stream().mapToLong(each -> hash(each.id())).sum();
  }

  private static long hash(String id) {
    long hash = BASIS;
    for (int at = 0; at < id.length(); at++) {
      hash = (hash ^ id.charAt(at)) * PRIME;
    }
    return hash;
  }

  /** Its JSON, in which it is kept. */
  ObjectNode json() {
    var json = Json.object();
    var places = json.putArray("ranges");
    ranges.forEach(each -> places.addArray().add(each.first).add(each.last));
    return json.put("count", count).put("digest", digest);
  }

  /** The one of a JSON. */
  static SummarisedMessages read(JsonNode json) {
    var ranges =
        json.path("ranges")
            .valueStream()
            .map(each -> new Range(each.path(0).asLong(0), each.path(1).asLong(0)))
            .toList();
    return new SummarisedMessages(
        ranges, json.path("count").asLong(0), json.path("digest").asString(""));
  }
}
