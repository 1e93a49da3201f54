package dev.tutti.followup;

import dev.tutti.config.Argument;
import dev.tutti.config.Kind;
import dev.tutti.config.Section;
import dev.tutti.config.SettingsSection;
import dev.tutti.followup.classifier.Classifier;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Settings of follow-up detection. They are the key {@code follow_up} of the section {@code
 * conversation}; other keys of that section are read by settings of their own, each with a {@code
 * SettingsSection} that begins with {@code root.section("conversation")}.
 *
 * @param threshold the probability of a follow-up from which the context is kept, 0 to 1
 * @param model the model that is asked where the classifier is unsure; nobody is asked where it is
 *     empty
 * @param timeout how long it may take, more than 0
 * @param band how near to the threshold a probability must be for the model to be asked, 0 to 0.5
 * @param classifier with the weights that come with Tutti, or others
 */
public record FollowUpSettings(
    double threshold, String model, Duration timeout, double band, Classifier classifier) {
  /** Key {@code conversation.follow_up}. */
  public static final SettingsSection<FollowUpSettings> SECTION =
      SettingsSection.live(root -> read(root.section("conversation").section("follow_up")));

  private static final double WIDEST = .5;

  private static final Kind<Classifier> WEIGHTS =
      Kind.of(
          "a file of weights that bench/followup train of this version has written",
          Classifier.shipped(),
          text -> Classifier.read(Path.of(text)));

  /** Context from 0.45 on; no model; 2 s and 0.15 on both sides for one that is named. */
  public static final FollowUpSettings DEFAULT =
      new FollowUpSettings(.45, "", Duration.ofSeconds(2), .15);

  /** Checks the ranges. */
  public FollowUpSettings {
    Argument.check(threshold >= 0 && threshold <= 1, "threshold", threshold, "0 to 1");
    Argument.check(timeout.isPositive(), "timeout", timeout, "> 0");
    Argument.check(band >= 0 && band <= WIDEST, "band", band, "0 to 0.5");
  }

  /** Settings with the weights that come with Tutti. */
  public FollowUpSettings(double threshold, String model, Duration timeout, double band) {
    this(threshold, model, timeout, band, Classifier.shipped());
  }

  /** Reads the key {@code follow_up}. */
  static FollowUpSettings read(Section section) {
    return new FollowUpSettings(
        section.decimal("threshold", 0, 1).or(DEFAULT.threshold),
        section.string("model").or(DEFAULT.model),
        section.duration("timeout").or(DEFAULT.timeout),
        section.decimal("band", 0, WIDEST).or(DEFAULT.band),
        section.value("weights", WEIGHTS).or(DEFAULT.classifier));
  }

  /** The same where no model is asked. */
  FollowUpSettings withoutModel() {
    return new FollowUpSettings(threshold, "", timeout, band, classifier);
  }

  /** Whether a model should be asked about a message of this probability. */
  boolean isUnsure(double probability) {
    return !model.isEmpty() && Math.abs(probability - threshold) < band;
  }
}
