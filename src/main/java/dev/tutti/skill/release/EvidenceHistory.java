package dev.tutti.skill.release;

import dev.tutti.skill.release.TrialReport.EvidencePoint;
import java.util.ArrayList;
import java.util.List;

/**
 * Evidence of a trial over its whole time, in a bounded number of points: where there would be too
 * many, each two become one with the greater evidence of both, so that no peak is lost. Not
 * thread-safe.
 */
final class EvidenceHistory {
  static final int MOST = 120;

  private final List<EvidencePoint> points = new ArrayList<>();

  /** Looks that one point stands for, and those that the last one does so far. */
  private int looksOfPoint = 1;

  private int looksOfLast;

  /**
   * All of a history, from which it goes on.
   *
   * @param looksOfPoint looks that one point stands for
   * @param looksOfLast those that the last one does so far
   */
  record State(List<EvidencePoint> points, int looksOfPoint, int looksOfLast) {
    /** Keeps a copy. */
    State {
      points = List.copyOf(points);
    }
  }

  /** A history without points. */
  EvidenceHistory() {}

  EvidenceHistory(State before) {
    points.addAll(before.points);
    looksOfPoint = before.looksOfPoint;
    looksOfLast = before.looksOfLast;
  }

  State state() {
    return new State(points, looksOfPoint, looksOfLast);
  }

  /** Adds what one look at the trial has shown. */
  void add(EvidencePoint look) {
    if (points.isEmpty() || looksOfLast == looksOfPoint) {
      points.add(look);
      looksOfLast = 1;
    } else {
      points.add(points.removeLast().and(look));
      looksOfLast++;
    }
    if (points.size() > MOST) {
      halve();
    }
  }

  private void halve() {
    var all = List.copyOf(points);
    points.clear();
    for (int i = 0; i < all.size() - 1; i += 2) {
      points.add(all.get(i).and(all.get(i + 1)));
    }
    points.add(all.getLast()); // their number is odd: one more than the most
    looksOfPoint *= 2;
  }

  /** The points, the earliest first. */
  List<EvidencePoint> points() {
    return List.copyOf(points);
  }
}
