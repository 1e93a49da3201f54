package dev.tutti.report;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Sums of one group. Not thread-safe. */
final class FigureSums {
  private final Map<FigureSubject, FigureSum> sums = new EnumMap<>(FigureSubject.class);

  FigureSum of(FigureSubject subject) {
    return sums.computeIfAbsent(subject, each -> new FigureSum(SubjectRows.of(each)));
  }

  void add(FigureSums other) {
    other.sums.forEach((subject, sum) -> of(subject).add(sum));
  }

  Figures figures(Set<FigureSubject> subjects, boolean incomplete) {
    var calls = sums.get(FigureSubject.CALL);
    var attempts = sums.get(FigureSubject.ATTEMPT);
    var spenders = subjects.contains(FigureSubject.ATTEMPT) ? attempts : calls;
    return new Figures(
        subjects,
        calls == null ? CallFigures.NONE : calls.calls(),
        attempts == null ? AttemptFigures.NONE : attempts.attempts(),
        spenders == null ? Spend.NOTHING : spenders.spend(),
        incomplete);
  }
}
