package dev.tutti.followup.classifier;

import com.google.errorprone.annotations.FormatMethod;
import dev.tutti.chat.Json;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Tables and floors of one evaluation. */
final class FollowUpReport {
  private static final double BAND = .15;
  private static final int TIMED = 400;

  private final List<Prediction> folded;
  private final List<Prediction> unseen;
  private final List<LabelledTurn> turns;
  private final List<Floor> floors = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  /** Figure with its floor and its target; of errors and times the ceiling. */
  private record Floor(String name, double value, double floor, double target, boolean ceiling) {
    boolean holds() {
      return ceiling ? value <= floor : value >= floor;
    }

    boolean hits() {
      return ceiling ? value <= target : value >= target;
    }
  }

  FollowUpReport(List<Score> folded, List<Score> unseen, List<LabelledTurn> turns) {
    var all = Stream.concat(folded.stream(), unseen.stream()).toList();
    this.folded = calibrated(folded, all, turn -> turn.fold(Protocol.FOLDS));
    this.unseen = calibrated(unseen, all, LabelledTurn::family);
    this.turns = turns;
    sources();
    kinds();
    baselines();
    own();
    thresholds();
    floors();
  }

  /** Predictions with curves that were fitted without the part that their turns are of. */
  private static <P> List<Prediction> calibrated(
      List<Score> scores, List<Score> all, Function<LabelledTurn, P> part) {
    var parts = scores.stream().collect(Collectors.groupingBy(each -> part.apply(each.turn())));
    var predictions = new ArrayList<Prediction>();
    parts.forEach(
        (left, mine) -> {
          var curves =
              PlattScaling.fit(
                  all.stream().filter(each -> !part.apply(each.turn()).equals(left)).toList());
          mine.forEach(each -> predictions.add(each.calibrated(curves)));
        });
    return predictions;
  }

  private static List<Prediction> language(List<Prediction> predictions, String language) {
    return predictions.stream()
        .filter(each -> each.turn().language().equals(language) && !each.turn().isOwn())
        .toList();
  }

  @FormatMethod
  private void line(String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }

  private void sources() {
    line(
        "Sources, each turn judged without its dialogue (other dialogues), and without its source");
    line(
        "%-14s %6s %9s %7s %12s %7s %8s %7s",
        "source", "turns", "accuracy", "recall", "specificity", "topic", "@.98", "unseen");
    var others = Figures.by(unseen, LabelledTurn::source);
    Figures.by(folded, LabelledTurn::source)
        .forEach(
            (source, mine) ->
                line(
                    "%-14s %6d %9.3f %7.3f %12.3f %7.3f %8.3f %7.3f",
                    source,
                    mine.size(),
                    Figures.accuracy(mine),
                    Figures.recall(mine, Figures.THRESHOLD),
                    Figures.specificity(mine, Figures.THRESHOLD),
                    Figures.topics(mine),
                    Figures.specificityAtRecall(mine),
                    Figures.accuracy(others.getOrDefault(source, List.of()))));
  }

  private void kinds() {
    line("%nKinds of turns: the share that is judged rightly");
    line("%-24s %6s %9s %7s", "kind", "turns", "accuracy", "unseen");
    Function<LabelledTurn, String> kind =
        turn ->
            "%s %s %s"
                .formatted(turn.language(), turn.kind(), turn.isFollowUp() ? "follow-up" : "other");
    var others = Figures.by(unseen, kind);
    Figures.by(folded, kind)
        .forEach(
            (name, mine) ->
                line(
                    "%-24s %6d %9.3f %7.3f",
                    name,
                    mine.size(),
                    Figures.accuracy(mine),
                    Figures.accuracy(others.getOrDefault(name, List.of()))));
  }

  private void baselines() {
    line("%nBaselines: macro accuracy over sources, specificity");
    line("%-24s %6s %6s %12s", "", "en", "zh", "specificity");
    for (var each : Baselines.all()) {
      var predictions =
          turns.stream()
              .map(turn -> new Prediction(turn, each.isFollowUp().test(turn) ? 1 : 0, false))
              .toList();
      row(each.name(), predictions);
    }
    row("classifier, folded", folded);
    row("classifier, unseen", unseen);
  }

  private void row(String name, List<Prediction> predictions) {
    var foreign = predictions.stream().filter(each -> !each.turn().isOwn()).toList();
    line(
        "%-24s %6.3f %6.3f %12.3f",
        name,
        Figures.macro(language(predictions, "en")),
        Figures.macro(language(predictions, "zh")),
        Figures.specificity(foreign, Figures.THRESHOLD));
  }

  private void own() {
    line("%nPairs of our own that were not trained on");
    var mine = folded.stream().filter(each -> each.turn().isOwn()).toList();
    Figures.by(mine, turn -> turn.language() + " " + turn.kind())
        .forEach(
            (name, each) -> line("%-24s %6d %9.3f", name, each.size(), Figures.accuracy(each)));
  }

  private void thresholds() {
    line("%nThresholds: macro accuracy, and recall and specificity of all turns together");
    line("%-10s %6s %6s %7s %7s %12s", "", "en", "zh", "unseen", "recall", "specificity");
    var foreign = foreign(folded);
    for (double threshold = .2; threshold < .65; threshold += .05) {
      line(
          "%-10.2f %6.3f %6.3f %7.3f %7.3f %12.3f",
          threshold,
          Figures.macro(language(folded, "en"), threshold),
          Figures.macro(language(folded, "zh"), threshold),
          Figures.macro(foreign(unseen), threshold),
          Figures.recall(foreign, threshold),
          Figures.specificity(foreign, threshold));
    }
  }

  private static List<Prediction> foreign(List<Prediction> predictions) {
    return predictions.stream().filter(each -> !each.turn().isOwn()).toList();
  }

  private void floors() {
    var foreign = foreign(folded);
    var strangers = foreign(unseen);
    floor("accuracy_en", Figures.macro(language(folded, "en")), .89, .92);
    floor("accuracy_zh", Figures.macro(language(folded, "zh")), .91, .93);
    floor("accuracy_unseen", Figures.macro(strangers), .76, .82);
    floor("mtbench2_en", Figures.accuracy(of("mtbench2_en")), .72, .80);
    floor("mtbench2_zh", Figures.accuracy(of("mtbench2_zh")), .72, .80);
    floor("specificity_at_recall", Figures.specificityAtRecall(foreign), .58, .70);
    floors.add(new Floor("calibration_error", Figures.calibrationError(foreign), .04, .04, true));
    floors.add(new Floor("unsure_share", Figures.unsure(foreign, BAND), .25, .25, true));
    floors.add(new Floor("milliseconds", milliseconds(), 1, 1, true));
    line("%n%-24s %8s %8s %8s", "figure", "value", "floor", "target");
    for (var each : floors) {
      line(
          "%-24s %8.3f %8.2f %8.2f  %s",
          each.name,
          each.value,
          each.floor,
          each.target,
          each.hits() ? "target" : each.holds() ? "floor" : "BELOW");
    }
  }

  private List<Prediction> of(String source) {
    return folded.stream().filter(each -> each.turn().source().equals(source)).toList();
  }

  private void floor(String name, double value, double floor, double target) {
    floors.add(new Floor(name, value, floor, target, false));
  }

  /** Processor time of one decision. */
  private double milliseconds() {
    var classifier = Classifier.shipped();
    var threads = ManagementFactory.getThreadMXBean();
    long began = 0;
    for (int round = 0; round < 4; round++) {
      began = threads.getCurrentThreadCpuTime();
      turns.stream()
          .limit(TIMED)
          .forEach(turn -> classifier.assess(turn.history(), turn.message()));
    }
    return (threads.getCurrentThreadCpuTime() - began) / 1e6 / Math.min(TIMED, turns.size());
  }

  /** Whether no figure is below its floor, but those whose gap is known. */
  boolean isGood(Set<String> known) {
    return floors.stream().allMatch(each -> each.holds() || known.contains(each.name));
  }

  String text() {
    return text.toString();
  }

  JsonNode json() {
    var json = Json.object();
    var figures = json.putObject("figures");
    floors.forEach(
        each ->
            figures
                .putObject(each.name)
                .put("value", each.value)
                .put("floor", each.floor)
                .put("target", each.target)
                .put("holds", each.holds()));
    json.put("tables", text.toString());
    return json;
  }
}
