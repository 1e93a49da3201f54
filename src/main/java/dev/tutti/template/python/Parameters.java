package dev.tutti.template.python;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The parameters that a filter, a test or a method takes, in order; some may be left out. */
public final class Parameters {
  private final List<String> names;
  private final int required;
  private final boolean open;

  private Parameters(List<String> names, int required, boolean open) {
    this.names = names;
    this.required = required;
    this.open = open;
  }

  /** Names of parameters, divided by blanks; one that may be left out ends in {@code =}. */
  public static Parameters of(String written) {
    var parts = written.isEmpty() ? new String[0] : written.split(" ");
    int required = (int) Arrays.stream(parts).filter(each -> !each.endsWith("=")).count();
    var names = Arrays.stream(parts).map(each -> each.replace("=", "")).toList();
    return new Parameters(names, required, false);
  }

  /** Takes whatever it is given. */
  public static Parameters any() {
    return new Parameters(List.of(), 0, true);
  }

  /**
   * The mistake in a call of this shape; empty when nothing is.
   *
   * @param positional how many arguments have no name
   * @param named the names of the others
   */
  public String complaint(int positional, Set<String> named) {
    if (open) {
      return "";
    }
    if (positional > names.size()) {
      return "%d arguments (expected: at most %d)".formatted(positional, names.size());
    }
    for (var name : named) {
      int index = names.indexOf(name);
      if (index < 0) {
        return "no argument '%s' (expected: %s)".formatted(name, all());
      }
      if (index < positional) {
        return "argument '" + name + "' twice";
      }
    }
    return missing(positional, named);
  }

  private String missing(int positional, Set<String> named) {
    for (int i = positional; i < required; i++) {
      if (!named.contains(names.get(i))) {
        return "argument '" + names.get(i) + "' is missing";
      }
    }
    return "";
  }

  private String all() {
    return names.isEmpty() ? "none" : names.stream().collect(Collectors.joining(", "));
  }

  /** The arguments in the order of the parameters; a {@link PythonError} when they do not fit. */
  public Bound bind(String callee, Args args) {
    if (args.isEmpty() && required == 0) {
      return new Bound(callee, List.of(), args);
    }
    var complaint = complaint(args.positional().size(), args.named().keySet());
    if (!complaint.isEmpty()) {
      throw PythonError.type(callee + ": " + complaint);
    }
    if (open || args.named().isEmpty()) {
      return new Bound(callee, args.positional(), args);
    }
    var ordered = new ArrayList<Object>(args.positional());
    for (int i = ordered.size(); i < names.size(); i++) {
      ordered.add(args.named().getOrDefault(names.get(i), Bound.LEFT_OUT));
    }
    return new Bound(callee, ordered, args);
  }
}
