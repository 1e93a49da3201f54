package dev.tutti.selection.decision;

import dev.tutti.call.DeploymentId;
import dev.tutti.chat.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Table of what well-known models cannot take, by their upstream names: {@code models.json}. A
 * server of one's own may give a model less, so what the operator says of it counts before.
 */
final class KnownModels {
  private static final String FILE = "models.json";
  private static final String ANY = "*";
  private static final List<Line> SHIPPED = read();

  private KnownModels() {}

  /**
   * Line of the table.
   *
   * @param names with a star for anything at the beginning or the end
   */
  private record Line(List<String> names, ModelTraits traits) {
    boolean has(String model) {
      return names.stream().anyMatch(name -> matches(name, model));
    }

    private static boolean matches(String name, String model) {
      var words = name.replace(ANY, "");
      return name.startsWith(ANY)
          ? name.endsWith(ANY) ? model.contains(words) : model.endsWith(words)
          : name.endsWith(ANY) ? model.startsWith(words) : model.equals(words);
    }
  }

  private static List<Line> read() {
    try (var in = KnownModels.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IOException("missing in the jar: " + FILE);
      }
      var models = Json.tree(in.readAllBytes()).path("models");
      return models.valueStream().map(KnownModels::line).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Line line(JsonNode line) {
    return new Line(
        line.path("names").valueStream().map(JsonNode::asString).toList(),
        new ModelTraits(
            null,
            0,
            line.path("context").asInt(0),
            ability(line, "vision"),
            ability(line, "tools"),
            Ability.UNKNOWN));
  }

  private static Ability ability(JsonNode line, String name) {
    return line.has(name) ? Ability.of(line.path(name).asBoolean()) : Ability.UNKNOWN;
  }

  /** What none of some deployments can take; nothing is known where one of them is not known. */
  static ModelTraits of(List<DeploymentId> targets) {
    var known = targets.stream().map(target -> of(target.model())).toList();
    boolean windows = known.stream().allMatch(each -> each.context() > 0);
    return new ModelTraits(
        null,
        0,
        windows ? known.stream().mapToInt(ModelTraits::context).max().orElse(0) : 0,
        none(known, ModelTraits::vision),
        none(known, ModelTraits::tools),
        Ability.UNKNOWN);
  }

  private static Ability none(List<ModelTraits> known, Function<ModelTraits, Ability> ability) {
    boolean cannot =
        !known.isEmpty() && known.stream().allMatch(each -> ability.apply(each) == Ability.NO);
    return cannot ? Ability.NO : Ability.UNKNOWN;
  }

  /** What is known of a model by its upstream name, such as {@code qwen/qwen3-32b}. */
  static ModelTraits of(String name) {
    var model =
        name.substring(name.lastIndexOf('/') + 1)
            .toLowerCase(Locale.ROOT)
            .replace('_', '-')
            .replace(':', '-');
    return SHIPPED.stream()
        .filter(line -> line.has(model))
        .findFirst()
        .map(Line::traits)
        .orElse(ModelTraits.UNKNOWN);
  }
}
