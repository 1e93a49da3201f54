package dev.tutti.template.tree;

import dev.tutti.template.python.Args;
import dev.tutti.template.python.AttributeOwner;
import dev.tutti.template.python.Comparisons;
import dev.tutti.template.python.Invocable;
import dev.tutti.template.python.Iteration;
import dev.tutti.template.python.Meter;
import dev.tutti.template.python.Method;
import dev.tutti.template.python.OneTimeIterable;
import dev.tutti.template.python.Parameters;
import dev.tutti.template.python.PythonError;
import dev.tutti.template.python.Tuple;
import dev.tutti.template.python.Undefined;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The name {@code loop} within a loop. Looks at the next element only when it is asked about it.
 */
final class LoopVariable implements AttributeOwner, Invocable {
  private static final List<String> ATTRIBUTES =
      List.of(
          "index",
          "index0",
          "revindex",
          "revindex0",
          "first",
          "last",
          "length",
          "previtem",
          "nextitem",
          "depth",
          "depth0",
          "cycle",
          "changed");

  private final Object iterable;
  private final Flow.For node;
  private final RenderContext context;
  private final int depth;
  private Iterator<Object> rest;
  private long index0 = -1;
  private long length = -1;
  private @Nullable Object before;
  private @Nullable Object current;
  private @Nullable Tuple changed;
  private final List<Object> ahead = new ArrayList<>(1);

  LoopVariable(
      Object iterable, Iterator<Object> elements, Flow.For node, RenderContext context, int depth) {
    this.iterable = iterable;
    this.rest = elements;
    this.node = node;
    this.context = context;
    this.depth = depth;
  }

  /** Goes on to the next element, if there is one. */
  boolean advance() {
    if (ahead.isEmpty() && !rest.hasNext()) {
      return false;
    }
    index0++;
    before = current;
    current = ahead.isEmpty() ? rest.next() : ahead.removeFirst();
    return true;
  }

  /** Whether there was no element at all. */
  boolean isEmpty() {
    return index0 < 0;
  }

  Object current() {
    return current == null ? missing("there is no item") : current;
  }

  @Override
  public Optional<Object> attribute(String name) {
    return switch (name) {
      case "index" -> Optional.of(index0 + 1);
      case "index0" -> Optional.of(index0);
      case "revindex" -> Optional.of(length() - index0);
      case "revindex0" -> Optional.of(length() - index0 - 1);
      case "first" -> Optional.of(index0 == 0);
      case "last" -> Optional.of(!peek());
      case "length" -> Optional.of(length());
      case "previtem" ->
          Optional.of(before == null ? missing("there is no previous item") : before);
      case "nextitem" -> Optional.of(peek() ? ahead.getFirst() : missing("there is no next item"));
      case "depth" -> Optional.of((long) depth);
      case "depth0" -> Optional.of(depth - 1L);
      case "cycle" ->
          Optional.of(new Method(name, Parameters.any(), (args, _) -> cycle(args.args())));
      case "changed" ->
          Optional.of(new Method(name, Parameters.any(), (args, m) -> changed(args.args(), m)));
      default -> Optional.empty();
    };
  }

  private static Undefined missing(String message) {
    return Undefined.because(() -> message);
  }

  @Override
  public Collection<String> attributes() {
    return ATTRIBUTES;
  }

  private boolean peek() {
    if (ahead.isEmpty() && rest.hasNext()) {
      ahead.add(rest.next());
    }
    return !ahead.isEmpty();
  }

  private long length() {
    if (length < 0) {
      boolean counted = node.conditions().isEmpty() && !(iterable instanceof OneTimeIterable);
      length =
          counted
              ? Iteration.length(iterable, context.meter())
              : index0 + 1 + ahead.size() + drain();
    }
    return length;
  }

  private int drain() {
    var left = new ArrayList<Object>();
    while (rest.hasNext()) {
      context.meter().step();
      left.add(rest.next());
    }
    rest = left.iterator();
    return left.size();
  }

  private Object cycle(Args args) {
    if (args.positional().isEmpty()) {
      throw PythonError.type("loop.cycle() without items");
    }
    return args.positional().get((int) (index0 % args.positional().size()));
  }

  private boolean changed(Args args, Meter meter) {
    meter.charge(args.positional().size());
    var now = Tuple.of(args.positional());
    boolean differs = changed == null || !Comparisons.equal(changed, now, meter);
    changed = now;
    return differs;
  }

  /** Goes through other elements with the same body, and gives what that writes. */
  @Override
  public Object invoke(Args args, Meter meter) {
    if (!node.recursive()) {
      throw PythonError.type("loop() in a loop that is not recursive");
    }
    if (args.positional().size() != 1 || !args.named().isEmpty()) {
      throw PythonError.type("loop() takes one list");
    }
    context.run().enter();
    var inner = new RenderContext(context.run(), context.scope(), Out.captured(meter));
    node.go(args.positional().getFirst(), inner, depth + 1);
    context.run().leave();
    return inner.out().text();
  }

  @Override
  public String title() {
    return "'loop'";
  }
}
