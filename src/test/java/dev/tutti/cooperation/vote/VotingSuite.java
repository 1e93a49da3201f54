package dev.tutti.cooperation.vote;

import dev.tutti.chat.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Measuring of votes on recorded answers with their right ones, for {@code suites/voting/run}; not
 * a test. Each half of the questions is counted by what the other half teaches, through the same
 * code as a call.
 */
final class VotingSuite {
  private static final PrintStream OUT = System.out;

  private final List<MeasuredPanel> panels;
  private final List<String> lines = new ArrayList<>();
  private final List<Floor> floors = new ArrayList<>();

  private VotingSuite(Path folder) throws IOException {
    panels = VotingPanels.in(folder);
  }

  /** A figure that must not be below its floor. */
  private record Floor(String name, double figure, double floor) {
    boolean holds() {
      return figure >= floor - 1e-9;
    }
  }

  /** {@code FOLDER text|json}, then names of floors that may be missed. */
  public static void main(String[] arguments) throws IOException {
    var suite = new VotingSuite(Path.of(arguments[0]));
    var known = Set.copyOf(Arrays.asList(arguments).subList(2, arguments.length));
    if (!suite.report(arguments[1].equals("json"), known)) {
      System.exit(1);
    }
  }

  private boolean report(boolean json, Set<String> known) {
    table();
    curve();
    floors();
    if (json) {
      var figures = Json.object();
      floors.forEach(each -> figures.put(each.name, each.figure));
      OUT.println(Json.text(figures));
    } else {
      lines.forEach(OUT::println);
    }
    return floors.stream().allMatch(each -> each.holds() || known.contains(each.name));
  }

  private void table() {
    lines.add(
        String.format(
            Locale.ROOT,
            "%-28s %5s %7s %8s %7s %7s %7s %7s %7s %7s",
            "panel",
            "rows",
            "single",
            "majority",
            "learned",
            "oracle",
            "agree",
            "calib",
            "sure",
            "unsure"));
    for (var each : panels) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%-28s %5d %7.3f %8.3f %7.3f %7.3f %7.3f %7.3f %7.3f %7.3f",
              each.name(),
              each.samples().size(),
              each.single(),
              each.majority(),
              each.learned(),
              each.oracle(),
              each.agreementOfErrors(),
              each.calibrationError(),
              each.sure(),
              each.unsure()));
    }
  }

  private void curve() {
    lines.add(
        String.format(
            Locale.ROOT, "%n%-28s %7s %7s %7s %7s", "learned from", "none", "50", "200", "all"));
    for (var each : panels) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%-28s %7.3f %7.3f %7.3f %7.3f",
              each.name(),
              each.majority(),
              each.learnedFrom(50),
              each.learnedFrom(200),
              each.learned()));
    }
  }

  private void floors() {
    double worst =
        panels.stream().mapToDouble(each -> each.learned() - each.single()).min().orElseThrow();
    double calibration =
        VoteSample.calibrationError(
            panels.stream().flatMap(each -> each.samples().stream()).toList());
    double mean =
        panels.stream().mapToDouble(MeasuredPanel::calibrationError).average().orElseThrow();
    double surer =
        panels.stream().mapToDouble(each -> each.sure() - each.unsure()).min().orElseThrow();
    floors.add(new Floor("worst_over_single", worst, -.005));
    floors.add(new Floor("close_over_single", gain(VotingPanels.CLOSE), .015));
    floors.add(new Floor("all_13", panel(VotingPanels.ALL).learned(), .71));
    floors.add(new Floor("strong_and_weak", panel(VotingPanels.STRONG_AND_WEAK).learned(), .695));
    floors.add(new Floor("calibrated_over_all", 1 - calibration, .96));
    floors.add(new Floor("calibrated_mean_of_panels", 1 - mean, .96));
    floors.add(new Floor("sure_over_unsure", surer, .01));
    lines.add("");
    for (var each : floors) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%-28s %7.4f  floor %7.4f  %s",
              each.name,
              each.figure,
              each.floor,
              each.holds() ? "holds" : "MISSED"));
    }
  }

  private double gain(String name) {
    return panel(name).learned() - panel(name).single();
  }

  private MeasuredPanel panel(String name) {
    return panels.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  /** Lines of a file as questions. */
  static List<LabelledQuestion> questions(Path file) {
    try {
      return LabelledQuestion.lines(Files.readString(file), VoteLearning.MOST_LINES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
