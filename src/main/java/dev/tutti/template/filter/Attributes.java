package dev.tutti.template.filter;

import dev.tutti.template.python.Bound;
import dev.tutti.template.python.Items;
import dev.tutti.template.python.None;
import dev.tutti.template.python.PythonError;
import dev.tutti.template.python.Texts;
import dev.tutti.template.python.Types;
import dev.tutti.template.python.Undefined;
import dev.tutti.template.tree.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Attributes by a path such as {@code address.city} or {@code 0}, for filters of lists. */
public final class Attributes {
  private Attributes() {}

  /** A function from an element to the attribute of this path. */
  static UnaryOperator<Object> getter(Object path, Run run) {
    return getter(path, null, run);
  }

  /**
   * The same, with what takes the place of an attribute that is missing.
   *
   * @param otherwise null for nothing
   */
  static UnaryOperator<Object> getter(Object path, @Nullable Object otherwise, Run run) {
    var steps = steps(path, run);
    return element -> {
      var value = element;
      for (var each : steps) {
        run.meter().step();
        value = Items.item(value, each, run.meter());
        if (value instanceof Undefined && otherwise != null) {
          value = otherwise;
        }
      }
      return value;
    };
  }

  private static List<Object> steps(Object path, Run run) {
    if (path instanceof Long || path == None.NONE) {
      return path == None.NONE ? List.of() : List.of(path);
    }
    var steps = new ArrayList<Object>();
    var text = Types.text(path, "attribute");
    run.meter().charge(text.length());
    for (var each : text.split("\\.", -1)) {
      boolean number = !each.isEmpty() && each.chars().allMatch(c -> c >= '0' && c <= '9');
      steps.add(number ? (Object) number(each) : (Object) each);
    }
    return steps;
  }

  private static Long number(String digits) {
    if (digits.length() > 9) {
      throw PythonError.type("an index of " + digits.length() + " digits in a path");
    }
    return Long.valueOf(digits);
  }

  /**
   * The attribute that the argument asks for, of each element; the elements if it asks for none.
   */
  static List<Object> each(List<Object> all, Bound args, int index, Run run) {
    if (!args.hasSome(index)) {
      return all;
    }
    var getter = getter(args.value(index), run);
    var values = new ArrayList<Object>(all.size());
    all.forEach(element -> values.add(getter.apply(element)));
    return values;
  }

  /**
   * The key by which elements are ordered: the attribute, if one is asked for, small letters if
   * wanted.
   */
  static UnaryOperator<Object> key(Bound args, int index, boolean caseSensitive, Run run) {
    UnaryOperator<Object> getter =
        args.hasSome(index) ? getter(args.value(index), run) : UnaryOperator.identity();
    return caseSensitive ? getter : element -> small(getter.apply(element), run);
  }

  /** The value in small letters, if it is a text. */
  static Object small(Object value, Run run) {
    return Types.isText(value) ? Texts.lower(Types.text(value, "lower"), run.meter()) : value;
  }
}
