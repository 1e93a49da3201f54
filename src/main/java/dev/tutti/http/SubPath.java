package dev.tutti.http;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import java.util.List;

/** What a path says below a door's own. */
public record SubPath(String whole, List<String> steps) {

  /** The rest of a visit's path. */
  public static SubPath of(Visit visit, String below) {
    var path = visit.path();
    return new SubPath(path, List.of(path.substring(below.length()).split("/", -1)));
  }

  /** Whether it has these steps; {@code *} is any name. */
  public boolean is(String... pattern) {
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

  public String at(int step) {
    return steps.get(step);
  }

  public Fault unknown() {
    return Fault.of(FaultCode.INVALID_REQUEST, whole + " is not here").status(404);
  }
}
