package dev.tutti.skill.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** YAML that is data rather than settings: examples, tests, front matter. */
public final class Yaml {
  private static final int MOST = 1 << 20;

  private Yaml() {}

  /**
   * The value of a text: maps, lists, texts, numbers, booleans, null.
   *
   * @param where what messages call it
   * @throws SkillException saying where it is not YAML
   */
  public static @Nullable Object read(String where, String text) {
    try {
      return new Load(settings(where)).loadFromString(text);
    } catch (YamlEngineException e) {
      throw unreadable(where, e);
    } catch (StackOverflowError _) {
      throw new SkillException(where + ": brackets in brackets, too deep to be read");
    }
  }

  /**
   * The lines, from 1, at which the elements of a list begin; empty for anything else.
   *
   * @throws SkillException saying where it is not YAML
   */
  public static List<Integer> lines(String where, String text) {
    try {
      return new Compose(settings(where))
          .composeString(text)
          .filter(SequenceNode.class::isInstance)
          .map(SequenceNode.class::cast)
          .map(node -> node.getValue().stream().map(Yaml::line).toList())
          .orElse(List.of());
    } catch (YamlEngineException e) {
      throw unreadable(where, e);
    } catch (StackOverflowError _) {
      throw new SkillException(where + ": brackets in brackets, too deep to be read");
    }
  }

  private static SkillException unreadable(String where, YamlEngineException e) {
    if (e instanceof MarkedYamlEngineException marked && marked.getProblemMark().isPresent()) {
      var mark = marked.getProblemMark().get();
      return new SkillException(
          "%s:%d:%d: %s"
              .formatted(where, mark.getLine() + 1, mark.getColumn() + 1, marked.getProblem()));
    }
    return new SkillException(
        where + ": " + String.valueOf(e.getMessage()).lines().findFirst().orElse("no YAML"));
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  private static LoadSettings settings(String where) {
    return LoadSettings.builder()
        .setLabel(where)
        .setCodePointLimit(MOST)
        .setMaxAliasesForCollections(50)
        .setAllowRecursiveKeys(false)
        .build();
  }
}
