package dev.tutti.cooperation.vote;

import dev.tutti.cooperation.vote.weight.OutcomeRow;
import dev.tutti.cooperation.vote.weight.SmallerPanels;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Advice on a panel.
 *
 * @param members the most often right first
 * @param learned share of right winners
 */
record PanelAdvice(
    List<PanelCertificate.Member> members,
    List<VoteSample> samples,
    PanelCertificate.Gain gain,
    double learned) {
  private static final int FEWEST = 100;

  /** Gain that is worth more calls than one. */
  private static final double WORTHWHILE = .005;

  /** Share of questions on which two must agree for a cascade to save calls. */
  private static final double OFTEN = .3;

  /** Sentences, the most important first. */
  List<String> words() {
    var words = new ArrayList<String>();
    if (samples.size() < FEWEST) {
      words.add("%d questions say little (expected: %d or more)".formatted(samples.size(), FEWEST));
    }
    words.add(verdict());
    if (members.size() > 2) {
      addCascade(words);
      if (gain.mean() >= WORTHWHILE) {
        addDropped(words);
      }
    }
    return words;
  }

  private String verdict() {
    var best = members.getFirst().model();
    if (members.size() == 1) {
      return "one member: nothing to vote on";
    }
    if (gain.mean() < WORTHWHILE) {
      return "one call is enough: %s alone is as often right".formatted(best);
    }
    return gain.low() > 0
        ? "the vote pays: %s points over %s alone".formatted(points(gain.mean()), best)
        : "the vote may pay: %s points over %s alone, which may be chance (%s to %s)"
            .formatted(points(gain.mean()), best, points(gain.low()), points(gain.high()));
  }

  private static String points(double share) {
    return String.format(Locale.ROOT, "%+.1f", share * 100);
  }

  /** The two best first, the others only where they differ. */
  private void addCascade(List<String> words) {
    var first = members.get(0).model();
    var second = members.get(1).model();
    int agree = 0;
    int right = 0;
    for (var sample : samples) {
      var one = cell(sample.row(), first);
      var other = cell(sample.row(), second);
      if (one != null && other != null && !one.abstained() && one.group() == other.group()) {
        agree++;
        right += one.isRight() ? 1 : 0;
      }
    }
    double share = (double) agree / Math.max(1, samples.size());
    double accuracy = (double) right / Math.max(1, agree);
    if (share >= OFTEN && accuracy > learned) {
      words.add(
          String.format(
              Locale.ROOT,
              "use a cascade: %s and %s agree on %.0f %% of the questions and are right on %.0f %%"
                  + " of these; ask the others only on the rest",
              first,
              second,
              share * 100,
              accuracy * 100));
    }
  }

  private static OutcomeRow.@Nullable Cell cell(OutcomeRow row, String model) {
    return row.answers().stream()
        .filter(each -> each.model().equals(model))
        .findFirst()
        .orElse(null);
  }

  private void addDropped(List<String> words) {
    var panel = members.stream().map(PanelCertificate.Member::model).toList();
    for (var each : SmallerPanels.of(panel, samples.stream().map(VoteSample::row).toList())) {
      words.add(
          String.format(
              Locale.ROOT,
              "drop %s: the vote without it is right on %.1f %%, with it on %.1f %%",
              each.model(),
              each.without() * 100,
              each.with() * 100));
    }
  }
}
