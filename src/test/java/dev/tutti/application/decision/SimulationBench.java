package dev.tutti.application.decision;

import dev.tutti.chat.Json;
import java.util.Arrays;
import tools.jackson.databind.node.ObjectNode;

/**
 * Measures how long 10,000 draws of three options with four uncertain flows each take, the whole
 * request: first in a fresh process, then again and again, for {@code bench/applications}.
 */
final class SimulationBench {
  private static final int DRAWS = 10_000;
  private static final int FLOWS = 4;

  private SimulationBench() {}

  /** Prints the first request and the median of the others; the first argument is how many. */
  public static void main(String[] args) {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    double first = millis();
    var millis = new double[rounds];
    Arrays.setAll(millis, _ -> millis());
    Arrays.sort(millis);
    System.out.printf(
        "%d draws, 3 options: first %.1f ms, median %.1f ms (%.1f to %.1f)%n",
        DRAWS, first, millis[rounds / 2], millis[0], millis[rounds - 1]);
  }

  private static double millis() {
    ObjectNode request = request();
    long began = System.nanoTime();
    var answer = DecisionFigures.of(request);
    if (!answer.at("/options/C/monte_carlo/mean").isNumber()) {
      throw new IllegalStateException("nothing was simulated");
    }
    return (System.nanoTime() - began) / 1e6;
  }

  private static ObjectNode request() {
    ObjectNode request = Json.object();
    request.putObject("monte_carlo").put("draws", DRAWS);
    var options = request.putArray("options");
    for (var name : new String[] {"A", "B", "C"}) {
      var flows = options.addObject().put("name", name).putArray("cash_flows");
      flows.addObject().put("low", -320).put("mid", -250).put("high", -220);
      for (int year = 1; year < FLOWS; year++) {
        flows.addObject().put("low", 20 * year).put("mid", 80 * year).put("high", 110 * year);
      }
    }
    return request;
  }
}
