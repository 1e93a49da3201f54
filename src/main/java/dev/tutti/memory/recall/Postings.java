package dev.tutti.memory.recall;

import java.util.Arrays;

/** Messages in which a term occurs, by their numbers, and how often. Grows at its end. */
final class Postings {
  private static final int FIRST = 2;

  private int[] documents = new int[FIRST];
  private int[] counts = new int[FIRST];
  private int size;

  /** Counts one occurrence in a message, the last one or a later one. */
  void add(int document) {
    if (size > 0 && documents[size - 1] == document) {
      counts[size - 1]++;
      return;
    }
    if (size == documents.length) {
      documents = Arrays.copyOf(documents, size * 2);
      counts = Arrays.copyOf(counts, size * 2);
    }
    documents[size] = document;
    counts[size++] = 1;
  }

  /** The same without messages before one, which has number 0 then. */
  Postings from(int document) {
    int place = Arrays.binarySearch(documents, 0, size, document);
    int first = place < 0 ? -place - 1 : place;
    var later = new Postings();
    later.documents = new int[Math.max(FIRST, size - first)];
    later.counts = new int[later.documents.length];
    for (int at = first; at < size; at++) {
      later.documents[later.size] = documents[at] - document;
      later.counts[later.size++] = counts[at];
    }
    return later;
  }

  /** How often the term occurs. */
  long occurrences() {
    return Arrays.stream(counts, 0, size).asLongStream().sum();
  }

  int size() {
    return size;
  }

  int document(int i) {
    return documents[i];
  }

  int count(int i) {
    return counts[i];
  }
}
