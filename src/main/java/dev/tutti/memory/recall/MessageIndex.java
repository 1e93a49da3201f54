package dev.tutti.memory.recall;

import dev.tutti.memory.api.MessageRows;
import dev.tutti.memory.api.RecallRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Index of one user's messages, without their texts.
 *
 * <p>A message fits a question by its own words, by those of the two messages before and after it,
 * as an answer seldom repeats the words of what it answers, and by those of the passage around it,
 * which says what the talk is about. Who speaks counts where the question names them, and when it
 * was said where the question names a date. Not thread-safe.
 */
final class MessageIndex {
  private static final int BYTES_OF_MESSAGE = 200;
  private static final int BYTES_OF_TERM = 120;
  private static final int BYTES_OF_POSTING = 12;

  private final RecallWeights weights;
  private final Map<String, Postings> terms = new HashMap<>();
  private final Map<String, List<Integer>> sessions = new LinkedHashMap<>();
  private final List<Integer> words = new ArrayList<>();
  private final List<Entry> entries = new ArrayList<>();
  private final SpeakerNames speakers;
  private final long earlier;
  private @Nullable MessageLayout layout;
  private long postings;

  /** What is known of a message; one that says nothing, such as a call of a tool, never fits. */
  private record Entry(long row, String id, boolean speaks, int speaker, NamedDate date) {}

  /** A message that fits, and how well. */
  record Hit(long row, double score) {}

  MessageIndex(RecallWeights weights) {
    this(weights, new SpeakerNames(), 0);
  }

  /**
   * @param earlier how many messages come before the first one
   */
  private MessageIndex(RecallWeights weights, SpeakerNames speakers, long earlier) {
    this.weights = weights;
    this.speakers = speakers;
    this.earlier = earlier;
  }

  /** Index of the later half of the messages, where all of them take too much. */
  MessageIndex laterHalf() {
    int from = size() / 2;
    var later = new MessageIndex(weights, speakers, earlier + from);
    later.words.addAll(words.subList(from, size()));
    later.entries.addAll(entries.subList(from, size()));
    sessions.forEach(
        (session, documents) -> {
          var those = documents.stream().filter(each -> each >= from).map(each -> each - from);
          var kept = those.collect(Collectors.toCollection(ArrayList::new));
          if (!kept.isEmpty()) {
            later.sessions.put(session, kept);
          }
        });
    terms.forEach(
        (term, found) -> {
          var kept = found.from(from);
          if (kept.size() > 0) {
            later.terms.put(term, kept);
            later.postings += kept.occurrences();
          }
        });
    return later;
  }

  int size() {
    return entries.size();
  }

  /** What it is made of. */
  MessageRows.Extent extent() {
    return entries.isEmpty()
        ? MessageRows.Extent.NONE
        : new MessageRows.Extent(earlier + size(), entries.getLast().row, entries.getLast().id);
  }

  /** Heap that it takes, about. */
  int bytes() {
    long all =
        (long) size() * BYTES_OF_MESSAGE
            + (long) terms.size() * BYTES_OF_TERM
            + postings * BYTES_OF_POSTING;
    return (int) Math.min(Integer.MAX_VALUE, all);
  }

  /** Adds a later row. */
  void add(RecallRow row) {
    int document = size();
    var found = Terms.of(Terms.fold(row.text()));
    for (var term : found) {
      terms.computeIfAbsent(term, _ -> new Postings()).add(document);
    }
    postings += found.size();
    words.add(found.size());
    entries.add(
        new Entry(
            row.row(), row.id(), !row.text().isBlank(), speakers.number(row.speaker()), date(row)));
    sessions.computeIfAbsent(row.session(), _ -> new ArrayList<>()).add(document);
    layout = null;
  }

  /** The date that a message's metadata name, otherwise when it was said. */
  private static NamedDate date(RecallRow row) {
    for (Map.Entry<String, JsonNode> each : row.metadata().properties()) {
      var name = each.getKey().toLowerCase(Locale.ROOT);
      if (each.getValue().isString() && (name.contains("date") || name.contains("time"))) {
        var named = NamedDate.in(Terms.fold(each.getValue().asString()));
        if (named.year() > 0) {
          return named;
        }
      }
    }
    return NamedDate.of(row.at());
  }

  /** The best ones for a question, the best first. */
  List<Hit> search(String question, int limit) {
    var folded = Terms.fold(question);
    var named = speakers.in(folded);
    var placed = layout();
    var scores = new MessageScores(placed, weights);
    Terms.ofQuestion(named.rest())
        .forEach(
            (term, weight) -> {
              var found = terms.get(term);
              if (found != null) {
                scores.add(found, weight);
              }
            });
    int speaker = named.speakers().size() == 1 ? named.speakers().iterator().next() : -1;
    return best(placed, scores, speaker, NamedDate.in(folded), limit);
  }

  private MessageLayout layout() {
    var known = layout;
    if (known == null) {
      known = new MessageLayout(List.copyOf(sessions.values()), words);
      layout = known;
    }
    return known;
  }

  private List<Hit> best(
      MessageLayout placed, MessageScores scores, int speaker, NamedDate date, int limit) {
    var worstFirst =
        Comparator.comparingDouble(Hit::score).thenComparing(Hit::row, Comparator.reverseOrder());
    var best = new PriorityQueue<>(worstFirst);
    for (int place = 0; place < placed.size(); place++) {
      var entry = entries.get(placed.document(place));
      double score = scores.of(place) + weights.date() * date.shared(entry.date);
      if (score > 0 && entry.speaks) {
        double all = entry.speaker == speaker ? score * (1 + weights.speaker()) : score;
        best.add(new Hit(entry.row, all / scores.most()));
        if (best.size() > limit) {
          best.poll();
        }
      }
    }
    return best.stream().sorted(worstFirst.reversed()).toList();
  }
}
