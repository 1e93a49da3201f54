package dev.tutti.followup.classifier;

import dev.tutti.followup.classifier.BoostedTrees.Leaf;
import dev.tutti.followup.classifier.BoostedTrees.Node;
import dev.tutti.followup.classifier.BoostedTrees.Split;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * What training has found, as text: the rarity of units, a model of follow-ups with its
 * calibration, a model of new topics. Numbers have five digits, so that rounding is part of
 * training. Immutable.
 */
record Weights(
    Rarity rarity,
    LinearModel followUp,
    BoostedTrees trees,
    Calibration calibration,
    LinearModel topic) {
  private static final String RESOURCE = "weights.dat";

  /** The weights that come with Tutti. */
  static Weights shipped() {
    try (var in = Weights.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("no such resource: " + RESOURCE);
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Weights from their text.
   *
   * @throws IllegalStateException when it is not of this form
   */
  static Weights parse(String text) {
    var reader = new Reader(text.lines().filter(line -> !line.startsWith("#")).toList());
    var head = reader.line("rarity");
    var counts = new HashMap<String, Integer>();
    for (int i = Integer.parseInt(head[2]); i > 0; i--) {
      var line = reader.next();
      int space = line.lastIndexOf(' '); // units of phrases have spaces of their own
      if (space < 0) {
        throw new IllegalStateException(
            "%s: %s (expected: a unit and its count)".formatted(RESOURCE, line));
      }
      counts.put(line.substring(0, space), Integer.parseInt(line.substring(space + 1)));
    }
    var rarity = new Rarity(Integer.parseInt(head[1]), counts);
    var followUp = reader.model("follow-up");
    var trees = reader.trees();
    var calibration = new Calibration(reader.curve("english"), reader.curve("chinese"));
    return new Weights(rarity, followUp, trees, calibration, reader.model("new-topic"));
  }

  /** The same weights with another curve. */
  Weights with(Calibration other) {
    return new Weights(rarity, followUp, trees, other, topic);
  }

  /** The scores of a dialogue. */
  ModelScores scores(DialogueFeatures features) {
    return new ModelScores(
        followUp.score(features), trees.score(followUp.standardised(features.values())));
  }

  /** The text of these weights; the same weights have the same text. */
  String text() {
    var out =
        new StringBuilder(
            "# Weights of the follow-up classifier, written by bench/followup train.\n");
    out.append("rarity ")
        .append(rarity.texts())
        .append(' ')
        .append(rarity.counts().size())
        .append('\n');
    new TreeMap<>(rarity.counts())
        .forEach((unit, count) -> out.append(unit).append(' ').append(count).append('\n'));
    write("follow-up", followUp, out);
    out.append("trees ").append(trees.trees().size()).append('\n');
    trees.trees().forEach(tree -> write(tree, out).append('\n'));
    write("english", calibration.english(), out);
    write("chinese", calibration.chinese(), out);
    write("new-topic", topic, out);
    return out.toString();
  }

  private static void write(String name, LinearModel model, StringBuilder out) {
    int patterns = 0;
    for (double weight : model.patterns()) {
      patterns += weight == 0 ? 0 : 1;
    }
    out.append(
        "model %s %d %d %s\n"
            .formatted(name, model.weights().length, patterns, number(model.bias())));
    for (int i = 0; i < model.weights().length; i++) {
      out.append(model.names().get(i))
          .append(' ')
          .append(number(model.means()[i]))
          .append(' ')
          .append(number(model.scales()[i]))
          .append(' ')
          .append(number(model.weights()[i]))
          .append('\n');
    }
    for (int bucket = 0; bucket < model.patterns().length; bucket++) {
      if (model.patterns()[bucket] != 0) {
        out.append(bucket).append(' ').append(number(model.patterns()[bucket])).append('\n');
      }
    }
  }

  private static void write(String language, Calibration.Curve curve, StringBuilder out) {
    out.append(
        "curve %s %s %s %s\n"
            .formatted(
                language, number(curve.linear()), number(curve.trees()), number(curve.offset())));
  }

  /** A tree on one line: each split before its sides, leaves behind an equals sign. */
  private static StringBuilder write(Node node, StringBuilder out) {
    return switch (node) {
      case Leaf(double value) -> out.append("= ").append(number(value)).append(' ');
      case Split(int feature, double threshold, Node low, Node high) -> {
        out.append(feature).append(' ').append(number(threshold)).append(' ');
        yield write(high, write(low, out));
      }
    };
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4e", value);
  }

  /** Lines of the text, one after another. */
  private static final class Reader {
    private final List<String> lines;
    private int at;

    Reader(List<String> lines) {
      this.lines = lines;
    }

    String next() {
      if (at == lines.size()) {
        throw new IllegalStateException(RESOURCE + " ends too early");
      }
      return lines.get(at++);
    }

    String[] line() {
      return next().split(" ", -1);
    }

    String[] line(String kind) {
      var line = line();
      if (!line[0].equals(kind)) {
        throw new IllegalStateException("%s: %s (expected: %s)".formatted(RESOURCE, line[0], kind));
      }
      return line;
    }

    Calibration.Curve curve(String language) {
      var line = line("curve");
      if (!line[1].equals(language)) {
        throw new IllegalStateException(
            "%s: curve %s (expected: %s)".formatted(RESOURCE, line[1], language));
      }
      return new Calibration.Curve(
          Double.parseDouble(line[2]), Double.parseDouble(line[3]), Double.parseDouble(line[4]));
    }

    BoostedTrees trees() {
      var trees = new ArrayList<Node>();
      for (int i = Integer.parseInt(line("trees")[1]); i > 0; i--) {
        trees.add(node(List.of(line()).iterator()));
      }
      return new BoostedTrees(trees);
    }

    private static Node node(Iterator<String> words) {
      var first = words.next();
      double number = Double.parseDouble(words.next());
      return first.equals("=")
          ? new Leaf(number)
          : new Split(Integer.parseInt(first), number, node(words), node(words));
    }

    LinearModel model(String name) {
      var head = line("model");
      if (!head[1].equals(name)) {
        throw new IllegalStateException(
            "%s: model %s (expected: %s)".formatted(RESOURCE, head[1], name));
      }
      int n = Integer.parseInt(head[2]);
      if (n < 0 || n > lines.size()) {
        throw new IllegalStateException(
            "%s: %d features (expected: a line for each)".formatted(RESOURCE, n));
      }
      var names = new ArrayList<String>();
      var numbers = new double[3][n];
      for (int i = 0; i < n; i++) {
        var line = line();
        names.add(line[0]);
        for (int k = 0; k < 3; k++) {
          numbers[k][i] = Double.parseDouble(line[k + 1]);
        }
      }
      var patterns = new double[Patterns.BUCKETS];
      for (int i = Integer.parseInt(head[3]); i > 0; i--) {
        var line = line();
        patterns[Integer.parseInt(line[0])] = Double.parseDouble(line[1]);
      }
      return new LinearModel(
          List.copyOf(names),
          numbers[0],
          numbers[1],
          numbers[2],
          patterns,
          Double.parseDouble(head[4]));
    }
  }
}
