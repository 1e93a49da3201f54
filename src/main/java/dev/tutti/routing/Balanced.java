package dev.tutti.routing;

import dev.tutti.call.Call;
import dev.tutti.call.ChatModel;
import dev.tutti.call.ChatStream;
import dev.tutti.chat.ChatRequest;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Several deployments behind one name, asked in turn by their weights.
 *
 * <p>The order is nginx's smooth weighted round robin: in a cycle as long as the sum of the
 * weights, each deployment comes as often as its weight says and as evenly spread as can be. The
 * cycle is computed once; a turn is one atomic increment. Thread-safe.
 */
final class Balanced implements ChatModel {
  private final List<ChatModel> cycle;
  private final AtomicInteger turn = new AtomicInteger();

  /** Members with weights of at least 1, at least one. */
  Balanced(List<Member> members) {
    this.cycle = cycle(members);
  }

  @Override
  public Future<ChatStream> open(ChatRequest request, Call call) {
    return cycle.get(Math.floorMod(turn.getAndIncrement(), cycle.size())).open(request, call);
  }

  private static List<ChatModel> cycle(List<Member> members) {
    int total = members.stream().mapToInt(Member::weight).sum();
    int[] credit = new int[members.size()];
    var order = new ArrayList<ChatModel>(total);
    for (int i = 0; i < total; i++) {
      Arrays.setAll(credit, m -> credit[m] + members.get(m).weight);
      int best = 0;
      for (int m = 1; m < credit.length; m++) {
        best = credit[m] > credit[best] ? m : best;
      }
      credit[best] -= total;
      order.add(members.get(best).model);
    }
    return List.copyOf(order);
  }

  /** A deployment and how often it is asked, 1 to 1,000. */
  record Member(ChatModel model, int weight) {}
}
