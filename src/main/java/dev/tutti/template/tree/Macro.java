package dev.tutti.template.tree;

import dev.tutti.template.python.Args;
import dev.tutti.template.python.AttributeOwner;
import dev.tutti.template.python.Invocable;
import dev.tutti.template.python.Meter;
import dev.tutti.template.python.PythonError;
import dev.tutti.template.python.Tuple;
import dev.tutti.template.python.Undefined;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A piece of template that can be called. It sees the names of where it was defined. */
final class Macro implements Invocable, AttributeOwner {
  private final Signature signature;
  private final Body body;
  private final RenderContext home;

  Macro(Signature signature, Body body, RenderContext home) {
    this.signature = signature;
    this.body = body;
    this.home = home;
  }

  @Override
  public Object invoke(Args args, Meter meter) {
    meter.charge((long) signature.parameters().size() + args.positional().size());
    home.run().enter();
    var out = Out.captured(meter);
    var context = new RenderContext(home.run(), home.scope().inner(), out);
    bind(args, context);
    body.run(context);
    home.run().leave();
    return out.text();
  }

  private void bind(Args args, RenderContext context) {
    var named = new LinkedHashMap<>(args.named());
    var parameters = signature.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      context.scope().set(parameters.get(i), argument(i, args.positional(), named, context));
    }
    extras(args.positional(), named, context.scope());
  }

  private Object argument(
      int index, List<Object> positional, Map<String, Object> named, RenderContext context) {
    var name = signature.parameters().get(index);
    if (index < positional.size()) {
      return positional.get(index);
    }
    var given = named.remove(name);
    if (given != null) {
      return given;
    }
    int first = signature.parameters().size() - signature.defaults().size();
    return index >= first
        ? signature.defaults().get(index - first).value(context)
        : Undefined.because(() -> "the argument '%s' of %s is missing".formatted(name, title()));
  }

  private void extras(List<Object> positional, Map<String, Object> named, VariableScope scope) {
    if (signature.takes("caller") && !signature.parameters().contains("caller")) {
      var caller = named.remove("caller");
      scope.set("caller", caller != null ? caller : noCaller());
    }
    int most = signature.parameters().size();
    if (signature.takes("varargs")) {
      int from = Math.min(most, positional.size());
      scope.set("varargs", Tuple.of(positional.subList(from, positional.size())));
    } else if (positional.size() > most) {
      throw PythonError.type(
          "%s: %d arguments (expected: at most %d)".formatted(title(), positional.size(), most));
    }
    if (signature.takes("kwargs")) {
      scope.set("kwargs", named);
    } else if (!named.isEmpty()) {
      throw PythonError.type(
          "%s takes no argument '%s'".formatted(title(), named.keySet().iterator().next()));
    }
  }

  private Undefined noCaller() {
    return Undefined.because(() -> title() + " was not called by a call block: no caller");
  }

  @Override
  public String title() {
    return "the macro '" + signature.name() + "'";
  }

  @Override
  public Optional<Object> attribute(String name) {
    return switch (name) {
      case "name" -> Optional.of(signature.name());
      case "arguments" -> Optional.of(Tuple.of(List.copyOf(signature.parameters())));
      default -> Optional.empty();
    };
  }

  @Override
  public Collection<String> attributes() {
    return List.of("name", "arguments");
  }
}
