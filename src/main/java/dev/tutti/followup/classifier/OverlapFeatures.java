package dev.tutti.followup.classifier;

import java.util.Locale;
import java.util.Map;

/** Content that the message shares with what was said, and content that is new. */
final class OverlapFeatures {
  private static final int LONGEST = 200;
  private static final double NOTHING = 1e-9;

  private final Dialogue dialogue;
  private final Rarity rarity;
  private final Map<String, Integer> units;

  OverlapFeatures(Dialogue dialogue, Rarity rarity) {
    this.dialogue = dialogue;
    this.rarity = rarity;
    this.units = dialogue.message().units();
  }

  void addTo(FeatureVector out) {
    shares(out);
    extremes(out);
    out.add("cosine.user", cosine(dialogue.user().units()));
    out.add("cosine.assistant", cosine(dialogue.assistant().units()));
    out.add("cosine.all", cosine(dialogue.said()));
    out.add("topic-word", topicWord());
    firstWord(out);
    common(out);
  }

  private void shares(FeatureVector out) {
    double all = Math.max(NOTHING, weightIn(units));
    double earlier = 0;
    for (var unit : units.keySet()) {
      if (dialogue.earlier().stream().anyMatch(each -> each.units().containsKey(unit))) {
        earlier += rarity.of(unit);
      }
    }
    out.count("units", units.size());
    out.flag("units.none", units.isEmpty());
    out.add("in.user", weightIn(dialogue.user().units()) / all);
    out.add("in.assistant", weightIn(dialogue.assistant().units()) / all);
    out.add("in.earlier", earlier / all);
    out.add("in.all", weightIn(dialogue.said()) / all);
    out.add("rarity.mean", units.isEmpty() ? 0 : all / units.size());
  }

  /** The weight of the message's units that are among others. */
  private double weightIn(Map<String, Integer> others) {
    double sum = 0;
    for (var unit : units.keySet()) {
      if (others.containsKey(unit)) {
        sum += rarity.of(unit);
      }
    }
    return sum;
  }

  private void extremes(FeatureVector out) {
    double known = 0;
    double knownSum = 0;
    double fresh = 0;
    double second = 0;
    double freshSum = 0;
    int knownUnits = 0;
    for (var unit : units.keySet()) {
      double weight = rarity.of(unit);
      if (dialogue.said().containsKey(unit)) {
        knownUnits++;
        knownSum += weight;
        known = Math.max(known, weight);
      } else {
        freshSum += weight;
        second = Math.max(second, Math.min(fresh, weight));
        fresh = Math.max(fresh, weight);
      }
    }
    out.add("rarest.known", known);
    out.add("rarest.new", fresh);
    out.add("second.new", second);
    out.sum("weight.new", freshSum);
    out.sum("weight.known", knownSum);
    out.flag("any.known", knownUnits > 0);
    out.flag("all.known", !units.isEmpty() && knownUnits == units.size());
  }

  private double cosine(Map<String, Integer> others) {
    double product = 0;
    double mine = 0;
    double theirs = 0;
    for (var unit : units.keySet()) {
      double weight = rarity.of(unit) * rarity.of(unit);
      mine += weight;
      product += others.containsKey(unit) ? weight : 0;
    }
    for (var unit : others.keySet()) {
      theirs += rarity.of(unit) * rarity.of(unit);
    }
    return product == 0 ? 0 : product / Math.sqrt(mine * theirs);
  }

  /** How much the message's best known unit stands out in the history, 0 to 1. */
  private double topicWord() {
    double best = 0;
    double mine = 0;
    for (var each : dialogue.said().entrySet()) {
      double weight = rarity.of(each.getKey()) * Math.log1p(each.getValue());
      best = Math.max(best, weight);
      if (units.containsKey(each.getKey())) {
        mine = Math.max(mine, weight);
      }
    }
    return best == 0 ? 0 : mine / best;
  }

  private void firstWord(FeatureVector out) {
    var first =
        dialogue.message().words().stream()
            .filter(word -> word.isContent() && word.classes() == 0)
            .findFirst();
    out.flag("first.known", first.filter(dialogue::isKnown).isPresent());
    out.flag("first.new", first.filter(word -> !dialogue.isKnown(word)).isPresent());
  }

  /** The longest run of characters that was said before. */
  private void common(FeatureVector out) {
    var text = dialogue.message().text().toLowerCase(Locale.ROOT);
    var said =
        new StringBuilder(dialogue.user().text()).append('\n').append(dialogue.assistant().text());
    dialogue.earlier().forEach(each -> said.append('\n').append(each.text()));
    var history = said.toString().toLowerCase(Locale.ROOT);
    int most = Math.min(text.length(), LONGEST);
    int length = 0;
    for (int from = 0; from + length < most; from++) {
      while (from + length < most && history.contains(text.substring(from, from + length + 1))) {
        length++;
      }
    }
    out.count("common", length);
    out.add("common.share", text.isEmpty() ? 0 : (double) length / text.length());
  }
}
