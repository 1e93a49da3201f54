package dev.tutti.memory.recall;

import java.util.List;

/**
 * Order of an index's messages in which those of one session stand beside each other, however they
 * were written. Immutable.
 */
final class MessageLayout {
  private final int[] documents;
  private final int[] places;
  private final int[] firsts;
  private final int[] lasts;
  private final long[] wordsBefore;

  /**
   * @param sessions the numbers of each session's messages in their order
   * @param words the number of terms of each message
   */
  MessageLayout(List<List<Integer>> sessions, List<Integer> words) {
    int size = words.size();
    documents = new int[size];
    places = new int[size];
    firsts = new int[size];
    lasts = new int[size];
    wordsBefore = new long[size + 1];
    int place = 0;
    for (var session : sessions) {
      int first = place;
      for (int document : session) {
        documents[place] = document;
        places[document] = place;
        firsts[place] = first;
        lasts[place] = first + session.size() - 1;
        wordsBefore[place + 1] = wordsBefore[place] + words.get(document);
        place++;
      }
    }
  }

  int size() {
    return documents.length;
  }

  int document(int place) {
    return documents[place];
  }

  int place(int document) {
    return places[document];
  }

  /** The first place of the passage around one, in the same session. */
  int from(int place, int around) {
    return Math.max(firsts[place], place - around);
  }

  /** The last one. */
  int to(int place, int around) {
    return Math.min(lasts[place], place + around);
  }

  /** Number of terms from one place to another, both included. */
  double words(int from, int to) {
    return wordsBefore[to + 1] - wordsBefore[from];
  }

  /** The mean of a message. */
  double usualWords() {
    return Math.max(1, (double) wordsBefore[size()] / Math.max(1, size()));
  }

  /** The mean of a passage. */
  double usualWords(int around) {
    double all = 0;
    for (int place = 0; place < size(); place++) {
      all += words(from(place, around), to(place, around));
    }
    return Math.max(1, all / Math.max(1, size()));
  }
}
