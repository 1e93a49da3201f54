package dev.tutti.cooperation.vote;

import dev.tutti.cooperation.vote.weight.CrossWeights;
import dev.tutti.cooperation.vote.weight.OutcomeRow;
import dev.tutti.cooperation.vote.weight.PanelWeights;
import dev.tutti.cooperation.vote.weight.WeightSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Measurement of panels on questions whose right answers are known. */
final class PanelMeasurement {
  /** Panels of one file. */
  private static final int MOST_PANELS = 50;

  private static final double CONFIDENT = 1.96;

  private final WeightSource learned;

  /**
   * @param learned from other questions than those that are measured on
   */
  PanelMeasurement(WeightSource learned) {
    this.learned = learned;
  }

  /**
   * Certificates of all panels, those with the most questions first. Where nothing was learned of a
   * panel, each half of its questions is measured with what the other half teaches.
   */
  List<PanelCertificate> of(List<LabelledQuestion> questions) {
    var panels = new LinkedHashMap<List<String>, List<LabelledQuestion>>();
    questions.forEach(
        each -> panels.computeIfAbsent(each.models(), _ -> new ArrayList<>()).add(each));
    return panels.entrySet().stream()
        .sorted(Comparator.comparingInt(each -> -each.getValue().size()))
        .limit(MOST_PANELS)
        .map(each -> certificate(each.getKey(), each.getValue()))
        .toList();
  }

  private PanelCertificate certificate(List<String> panel, List<LabelledQuestion> questions) {
    var rows = questions.stream().map(LabelledQuestion::row).toList();
    boolean known = learned.of(panel, "").isKnown();
    var halves = new CrossWeights(rows);
    var samples = new ArrayList<VoteSample>();
    for (int i = 0; i < rows.size(); i++) {
      samples.add(
          VoteSample.of(questions.get(i), rows.get(i), known ? learned : halves.without(i)));
    }
    var weights = (known ? learned : halves.all()).of(panel, "");
    return certificate(members(panel, samples, weights), samples, !known);
  }

  private static List<PanelCertificate.Member> members(
      List<String> panel, List<VoteSample> samples, PanelWeights weights) {
    return panel.stream()
        .map(
            model ->
                new PanelCertificate.Member(
                    model,
                    mean(samples, each -> answered(each.row(), model)),
                    mean(samples, each -> each.right(model)),
                    weights.weight(model)))
        .sorted(
            Comparator.comparingDouble((PanelCertificate.Member each) -> -each.accuracy())
                .thenComparing(PanelCertificate.Member::model))
        .toList();
  }

  private static double answered(OutcomeRow row, String model) {
    return row.answers().stream()
        .filter(each -> each.model().equals(model))
        .mapToDouble(each -> each.abstained() ? 0 : 1)
        .average()
        .orElse(0);
  }

  private static PanelCertificate certificate(
      List<PanelCertificate.Member> members, List<VoteSample> samples, boolean crossValidated) {
    var best = members.getFirst().model();
    var gain = gain(samples, each -> (each.winner() ? 1 : 0) - each.right(best));
    double learned = mean(samples, each -> each.winner() ? 1 : 0);
    return new PanelCertificate(
        crossValidated,
        samples.size(),
        members,
        mean(samples, each -> each.majority() ? 1 : 0),
        learned,
        mean(samples, each -> each.anyRight() ? 1 : 0),
        agreementOfErrors(samples),
        VoteSample.calibrationError(samples),
        halves(samples),
        gain,
        new PanelAdvice(members, samples, gain, learned).words());
  }

  static double mean(List<VoteSample> samples, ToDoubleFunction<VoteSample> value) {
    return samples.stream().mapToDouble(value).average().orElse(0);
  }

  private static PanelCertificate.Gain gain(
      List<VoteSample> samples, ToDoubleFunction<VoteSample> difference) {
    double mean = mean(samples, difference);
    double variance = mean(samples, each -> Math.pow(difference.applyAsDouble(each) - mean, 2));
    double half = CONFIDENT * Math.sqrt(variance / Math.max(1, samples.size()));
    return new PanelCertificate.Gain(mean, mean - half, mean + half);
  }

  static double agreementOfErrors(List<VoteSample> samples) {
    long same = 0;
    long pairs = 0;
    for (var sample : samples) {
      var wrong =
          sample.row().answers().stream()
              .filter(each -> !each.isRight() && !each.abstained())
              .toList();
      for (int i = 0; i < wrong.size(); i++) {
        for (int j = 0; j < i; j++) {
          if (!wrong.get(i).model().equals(wrong.get(j).model())) {
            pairs++;
            same += wrong.get(i).group() == wrong.get(j).group() ? 1 : 0;
          }
        }
      }
    }
    return pairs == 0 ? 0 : (double) same / pairs;
  }

  private static PanelCertificate.Halves halves(List<VoteSample> samples) {
    var sorted =
        samples.stream().sorted(Comparator.comparingDouble(each -> -each.confidence())).toList();
    int middle = sorted.size() / 2;
    return new PanelCertificate.Halves(
        mean(sorted.subList(0, middle), each -> each.winner() ? 1 : 0),
        mean(sorted.subList(middle, sorted.size()), each -> each.winner() ? 1 : 0));
  }
}
