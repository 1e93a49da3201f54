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
