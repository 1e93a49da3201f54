package dev.tutti.cooperation.vote.weight;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Weights of a panel, as outcomes have taught them, with the chance of the winner, and how often
 * such winners are right.
 *
 * @param members those of whom enough is known
 * @param fit their weights, and the score of "none of these"
 * @param reliability probability that an answer of each is right
 * @param scale calibration of the winner's chance
 * @param stated calibrations of what members say of their own confidence, by model
 * @param rows outcomes that it was learned from
 */
@SuppressWarnings("ArrayRecordComponent") // numbers to compute with; never compared
public record PanelWeights(
    List<String> members,
    PanelFit fit,
    double[] reliability,
    ConfidenceScale scale,
    Map<String, ConfidenceScale> stated,
    int rows) {
  /** Most that a member's confidence in its answer makes of its weight. */
  public static final double MOST_CONFIDENCE_FACTOR = 1.5;

  private static final double LEAST_CONFIDENCE_FACTOR = .5;

  /** Nothing is known. */
  public static final PanelWeights NONE =
      new PanelWeights(
          List.of(),
          new PanelFit(new double[0], 0),
          new double[0],
          ConfidenceScale.PLAIN,
          Map.of(),
          0);

  private static final int FOLDS = 5;
  private static final int FEWEST_ROWS = 20;
  private static final int FEWEST_ANSWERS = 10;
  static final int FEWEST_OF_TASK = 100;
  private static final int FEWEST_FOR_SCALE = 200;

  /** Keeps copies. */
  public PanelWeights {
    members = List.copyOf(members);
    stated = Map.copyOf(stated);
  }

  /**
   * Learns of a panel.
   *
   * @param panel models, each once
   * @param rows all outcomes, of any type of tasks
   * @param taskType whose outcomes count most where there are enough
   */
  public static PanelWeights of(List<String> panel, List<OutcomeRow> rows, String taskType) {
    var members = known(panel, rows);
    var all = PanelRow.of(rows, members);
    if (members.isEmpty() || all.size() < FEWEST_ROWS) {
      return NONE;
    }
    var ofTask =
        taskType.isEmpty()
            ? List.<PanelRow>of()
            : PanelRow.of(
                rows.stream().filter(each -> each.taskType().equals(taskType)).toList(), members);
    return new Learner(all, ofTask, members).weights(stated(members, rows));
  }

  /** Calibrations of the members who stated their confidence often enough. */
  private static Map<String, ConfidenceScale> stated(List<String> members, List<OutcomeRow> rows) {
    var samples = new HashMap<String, List<ConfidenceScale.Sample>>();
    for (var row : rows) {
      for (var cell : row.answers()) {
        if (cell.confidence() >= 0 && !cell.abstained() && members.contains(cell.model())) {
          samples
              .computeIfAbsent(cell.model(), _ -> new ArrayList<>())
              .add(new ConfidenceScale.Sample(cell.confidence(), cell.isRight()));
        }
      }
    }
    var scales = new HashMap<String, ConfidenceScale>();
    samples.forEach((model, of) -> scales.put(model, ConfidenceScale.of(of)));
    scales.values().removeIf(ConfidenceScale::isPlain);
    return scales;
  }

  /** Members with answers enough. */
  private static List<String> known(List<String> panel, List<OutcomeRow> rows) {
    return panel.stream()
        .filter(
            model ->
                rows.stream()
                        .flatMap(row -> row.answers().stream())
                        .filter(cell -> cell.model().equals(model) && !cell.abstained())
                        .limit(FEWEST_ANSWERS)
                        .count()
                    == FEWEST_ANSWERS)
        .toList();
  }

  /** Learner of rows, whose fifths check what was learned from the rest. */
  private record Learner(List<PanelRow> all, List<PanelRow> ofTask, List<String> members) {
    PanelWeights weights(Map<String, ConfidenceScale> stated) {
      boolean special = ofTask.size() >= FEWEST_OF_TASK;
      var records = MemberRecords.of(special ? ofTask : all, members.size());
      var judged = special && ofTask.size() >= FEWEST_FOR_SCALE ? ofTask : all;
      var scale = ConfidenceScale.of(samples(judged));
      var fit = fit(all);
      return new PanelWeights(
          members,
          special ? PanelFit.of(ofTask, fit) : fit,
          records.reliability(),
          scale,
          stated,
          all.size());
    }

    private PanelFit fit(List<PanelRow> rows) {
      var records = MemberRecords.of(rows, members.size());
      return PanelFit.of(rows, new PanelFit(records.weights(), 0));
    }

    /** Winners of each fifth by weights of the others. */
    private List<ConfidenceScale.Sample> samples(List<PanelRow> rows) {
      var samples = new ArrayList<ConfidenceScale.Sample>();
      for (int fold = 0; fold < FOLDS; fold++) {
        var rest = new ArrayList<PanelRow>();
        var held = new ArrayList<PanelRow>();
        for (int i = 0; i < rows.size(); i++) {
          (i % FOLDS == fold ? held : rest).add(rows.get(i));
        }
        var fit = fit(rest);
        var reliability = MemberRecords.of(rest, members.size()).reliability();
        for (var row : held) {
          if (row.groups() > 0) {
            int winner = row.winner(fit.weights(), reliability);
            double chance = PanelFit.chances(row.scores(fit.weights()), fit.none())[winner];
            samples.add(new ConfidenceScale.Sample(chance, winner == row.right()));
          }
        }
      }
      return samples;
    }
  }

  /** Whether anything was learned. */
  public boolean isKnown() {
    return !members.isEmpty();
  }

  /** Weight of a model; of one that was never learned the mean of the others. */
  public double weight(String model) {
    int place = members.indexOf(model);
    return place >= 0 ? fit.weights()[place] : meanWeight();
  }

  private double meanWeight() {
    double sum = 0;
    for (double each : fit.weights()) {
      sum += each;
    }
    return members.isEmpty() ? 1 : sum / members.size();
  }

  /** Probability that an answer of a model is right; empty where it was never learned. */
  public OptionalDouble reliability(String model) {
    int place = members.indexOf(model);
    return place < 0 ? OptionalDouble.empty() : OptionalDouble.of(reliability[place]);
  }

  /**
   * Factor for a weight by what a member says of its confidence: by how often it was right when it
   * said so, where that is known.
   */
  public double confidenceFactor(String model, double confidence) {
    var scale = stated.get(model);
    var usual = reliability(model);
    double factor =
        scale == null || usual.isEmpty()
            ? LEAST_CONFIDENCE_FACTOR + confidence
            : scale.of(confidence) / usual.getAsDouble();
    return Math.clamp(factor, LEAST_CONFIDENCE_FACTOR, MOST_CONFIDENCE_FACTOR);
  }

  /** Probability that a group is right, by the scores of all. */
  public double confidence(double[] scores, int group) {
    return scale.of(PanelFit.chances(scores, fit.none())[group]);
  }
}
