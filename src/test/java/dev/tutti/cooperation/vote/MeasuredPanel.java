package dev.tutti.cooperation.vote;

import dev.tutti.cooperation.vote.weight.LearnedPanels;
import dev.tutti.cooperation.vote.weight.OutcomeRow;
import dev.tutti.cooperation.vote.weight.WeightSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Panel as measured: each half of its questions by what the other half teaches.
 *
 * @param questions with the answers of its members alone
 */
record MeasuredPanel(
    String name,
    List<LabelledQuestion> questions,
    List<OutcomeRow> rows,
    List<VoteSample> samples) {

  static MeasuredPanel of(String name, List<LabelledQuestion> questions) {
    var rows = questions.stream().map(LabelledQuestion::row).toList();
    return new MeasuredPanel(name, questions, rows, samples(questions, rows, rows.size()));
  }

  /** Votes by what so many of the other half teach. */
  private static List<VoteSample> samples(
      List<LabelledQuestion> questions, List<OutcomeRow> rows, int learned) {
    var samples = new ArrayList<VoteSample>();
    var halves = IntStream.range(0, 2).mapToObj(half -> half(rows, half, learned)).toList();
    for (int i = 0; i < rows.size(); i++) {
      samples.add(VoteSample.of(questions.get(i), rows.get(i), halves.get(1 - i % 2)));
    }
    return samples;
  }

  private static WeightSource half(List<OutcomeRow> rows, int half, int learned) {
    var of =
        IntStream.range(0, rows.size())
            .filter(each -> each % 2 == half)
            .limit(learned)
            .mapToObj(rows::get)
            .toList();
    return new LearnedPanels(() -> of);
  }

  double learnedFrom(int outcomes) {
    return winners(samples(questions, rows, outcomes));
  }

  double learned() {
    return winners(samples);
  }

  private static double winners(List<VoteSample> samples) {
    return PanelMeasurement.mean(samples, each -> each.winner() ? 1 : 0);
  }

  double majority() {
    return PanelMeasurement.mean(samples, each -> each.majority() ? 1 : 0);
  }

  double oracle() {
    return PanelMeasurement.mean(samples, each -> each.anyRight() ? 1 : 0);
  }

  /** Share of right answers of the member that has most of them, on these very questions. */
  double single() {
    return LabelledQuestion.models(questions).stream()
        .mapToDouble(model -> PanelMeasurement.mean(samples, each -> each.right(model)))
        .max()
        .orElseThrow();
  }

  double agreementOfErrors() {
    return PanelMeasurement.agreementOfErrors(samples);
  }

  double calibrationError() {
    return VoteSample.calibrationError(samples);
  }

  double sure() {
    return half(true);
  }

  double unsure() {
    return half(false);
  }

  private double half(boolean sure) {
    var sorted =
        samples.stream().sorted(Comparator.comparingDouble(each -> -each.confidence())).toList();
    int middle = sorted.size() / 2;
    return winners(sure ? sorted.subList(0, middle) : sorted.subList(middle, sorted.size()));
  }
}
