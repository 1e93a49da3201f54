package dev.tutti.gateway;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.util.List;

/** What a path says below a door's own. */
record SubPath(String whole, List<String> steps) {

  /** The rest of a visit's path. */
  static SubPath of(Visit visit, String below) {
    var path = visit.path();
    return new SubPath(path, List.of(path.substring(below.length()).split("/", -1)));
  }

  /** Whether it has these steps; {@code *} is any name. */
  boolean is(String... pattern) {
    if (pattern.length != steps.size()) {
      return false;
    }
    for (int i = 0; i < pattern.length; i++) {
      boolean fits = pattern[i].equals("*") ? !at(i).isEmpty() : pattern[i].equals(at(i));
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  String at(int step) {
    return steps.get(step);
  }

  Fault unknown() {
    return Fault.of(FaultCode.INVALID_REQUEST, whole + " is not here").status(404);
  }
}
