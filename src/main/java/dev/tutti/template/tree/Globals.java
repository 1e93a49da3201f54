package dev.tutti.template.tree;

import dev.tutti.template.python.Args;
import dev.tutti.template.python.AttributeOwner;
import dev.tutti.template.python.Bound;
import dev.tutti.template.python.Dict;
import dev.tutti.template.python.Invocable;
import dev.tutti.template.python.Iteration;
import dev.tutti.template.python.Meter;
import dev.tutti.template.python.Method;
import dev.tutti.template.python.Namespace;
import dev.tutti.template.python.None;
import dev.tutti.template.python.Parameters;
import dev.tutti.template.python.PythonError;
import dev.tutti.template.python.Range;
import dev.tutti.template.python.Types;
import dev.tutti.template.python.Undefined;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The functions that every template knows. */
public final class Globals {
  public static final Map<String, Object> ALL =
      Map.of(
          "range",
              new Method("range", Parameters.of("start stop= step="), (args, _) -> range(args)),
          "dict", new Method("dict", Parameters.any(), (args, meter) -> dict(args.args(), meter)),
          "namespace", new Method("namespace", Parameters.any(), Globals::namespace),
          "cycler", new Method("cycler", Parameters.any(), (args, _) -> new Cycler(args.args())),
          "lipsum",
              new Method(
                  "lipsum",
                  Parameters.any(),
                  (_, _) -> {
                    throw PythonError.type(
                        "lipsum() is not supported: prompts must be reproducible");
                  }),
          "joiner",
              new Method(
                  "joiner", Parameters.of("sep="), (args, _) -> new Joiner(args.text(0, ", "))));

  private Globals() {}

  private static Range range(Bound args) {
    return args.has(1)
        ? new Range(args.integer(0), args.integer(1), args.integer(2, 1))
        : new Range(0, args.integer(0), 1);
  }

  private static Map<Object, Object> dict(Args args, Meter meter) {
    var map = new LinkedHashMap<Object, Object>();
    for (var each : args.positional()) {
      if (each instanceof Map<?, ?> given) {
        given.forEach((key, value) -> Dict.put(map, key, value, meter));
      } else {
        pairs(Undefined.present(each), map, meter);
      }
    }
    args.named().forEach((name, value) -> Dict.put(map, name, value, meter));
    return map;
  }

  private static void pairs(Object value, Map<Object, Object> into, Meter meter) {
    for (var each : Iteration.elements(value, meter)) {
      if (!(each instanceof List<?> pair) || pair.size() != 2) {
        throw PythonError.type(
            "dict(): %s as an entry (expected: a pair)".formatted(Types.name(each)));
      }
      Dict.put(into, pair.getFirst(), pair.getLast(), meter);
    }
  }

  private static Namespace namespace(Bound args, Meter meter) {
    var values = new LinkedHashMap<String, Object>();
    dict(args.args(), meter)
        .forEach((key, value) -> values.put(Types.text(key, "namespace()"), value));
    return new Namespace(values);
  }

  /** Cycle that gives its items in turn, over and over. */
  private static final class Cycler implements AttributeOwner {
    private final List<Object> items;
    private int at;

    Cycler(Args args) {
      if (args.positional().isEmpty()) {
        throw PythonError.type("cycler() without items");
      }
      this.items = args.positional();
    }

    @Override
    public Optional<Object> attribute(String name) {
      return switch (name) {
        case "current" -> Optional.of(items.get(at));
        case "next" -> Optional.of(new Method(name, Parameters.of(""), (_, _) -> next()));
        case "reset" -> Optional.of(new Method(name, Parameters.of(""), (_, _) -> reset()));
        default -> Optional.empty();
      };
    }

    private Object next() {
      var current = items.get(at);
      at = (at + 1) % items.size();
      return current;
    }

    private Object reset() {
      at = 0;
      return None.NONE;
    }

    @Override
    public Collection<String> attributes() {
      return List.of("current", "next", "reset");
    }
  }

  /** Separator that gives nothing the first time, and itself from then on. */
  private static final class Joiner implements Invocable {
    private final String separator;
    private boolean used;

    Joiner(String separator) {
      this.separator = separator;
    }

    @Override
    public Object invoke(Args args, Meter meter) {
      var given = used ? separator : "";
      used = true;
      return given;
    }

    @Override
    public String title() {
      return "the joiner";
    }
  }
}
