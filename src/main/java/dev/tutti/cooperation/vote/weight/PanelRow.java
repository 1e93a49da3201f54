package dev.tutti.cooperation.vote.weight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Outcome of one question as a panel sees it: how strongly each of its members stands behind each
 * group. A member with several answers has one voice, which grows with the root of their number.
 *
 * @param members places of the members that answered, by group
 * @param voices how strongly each of them stands behind it
 * @param right place of the right group; -1 where nobody is right
 */
@SuppressWarnings("ArrayRecordComponent") // numbers to compute with; never compared
record PanelRow(int[][] members, double[][] voices, int right) {

  /** Rows of those questions that at least one of the members answered. */
  static List<PanelRow> of(List<OutcomeRow> rows, List<String> panel) {
    var places = new HashMap<String, Integer>();
    for (int i = 0; i < panel.size(); i++) {
      places.put(panel.get(i), i);
    }
    var projected = new ArrayList<PanelRow>();
    for (var row : rows) {
      var of = of(row, places);
      if (of.members.length > 0) {
        projected.add(of);
      }
    }
    return projected;
  }

  private static PanelRow of(OutcomeRow row, Map<String, Integer> places) {
    var answers = new int[places.size()];
    var groups = new TreeMap<Integer, Map<Integer, Integer>>();
    for (var cell : row.answers()) {
      var member = places.get(cell.model());
      if (member != null) {
        answers[member]++;
        if (!cell.abstained()) {
          groups.computeIfAbsent(cell.group(), _ -> new TreeMap<>()).merge(member, 1, Integer::sum);
        }
      }
    }
    var members = new int[groups.size()][];
    var voices = new double[groups.size()][];
    int g = 0;
    for (var group : groups.values()) {
      members[g] = group.keySet().stream().mapToInt(Integer::intValue).toArray();
      voices[g] =
          group.entrySet().stream()
              .mapToDouble(each -> each.getValue() / Math.sqrt(answers[each.getKey()]))
              .toArray();
      g++;
    }
    boolean right = groups.containsKey(OutcomeRow.RIGHT);
    return new PanelRow(members, voices, right ? 0 : -1);
  }

  int groups() {
    return members.length;
  }

  /** Scores of the groups by the weights of members. */
  double[] scores(double[] weights) {
    var scores = new double[members.length];
    for (int g = 0; g < members.length; g++) {
      for (int i = 0; i < members[g].length; i++) {
        scores[g] += weights[members[g][i]] * voices[g][i];
      }
    }
    return scores;
  }

  /** Place of a member's group, the one it stands behind most; -1 where it abstained. */
  int groupOf(int member) {
    int best = -1;
    double most = 0;
    for (int g = 0; g < members.length; g++) {
      int place = Arrays.binarySearch(members[g], member);
      if (place >= 0 && voices[g][place] > most) {
        most = voices[g][place];
        best = g;
      }
    }
    return best;
  }

  /** Place of the group that wins; between equal ones, that of the most reliable member. */
  int winner(double[] weights, double[] reliability) {
    var scores = scores(weights);
    int best = 0;
    for (int g = 1; g < scores.length; g++) {
      double more = scores[g] - scores[best];
      boolean tie = Math.abs(more) < 1e-9;
      if (tie ? best(members[g], reliability) > best(members[best], reliability) : more > 0) {
        best = g;
      }
    }
    return best;
  }

  private static double best(int[] members, double[] reliability) {
    return Arrays.stream(members).mapToDouble(each -> reliability[each]).max().orElse(0);
  }
}
