package dev.tutti.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Whose connection a call gets, by the loop that it runs on. */
class LoopSharesTest {
  private static final int MOST = 3;
  private static final Vertx vertx = Vertx.vertx();
  private static final List<VertxLoop> loops = Loops.start(vertx, 2).all();
  private static final VertxLoop here = loops.getFirst();
  private static final VertxLoop there = loops.getLast();

  private final LoopShares shares = new LoopShares(clients(), MOST, MOST);

  @AfterAll
  static void close() {
    vertx.close().await();
  }

  private static Map<VertxLoop, HttpClient> clients() {
    var clients = new LinkedHashMap<VertxLoop, HttpClient>();
    loops.forEach(loop -> clients.put(loop, vertx.createHttpClient()));
    return clients;
  }

  @Test
  void a_call_gets_a_connection_of_its_own_loop() {
    assertThat(shares.take(shares.home(here)).loop()).isEqualTo(here);
    assertThat(shares.take(shares.home(there)).loop()).isEqualTo(there);
    assertThat(shares.take(shares.home(there)).loop()).isEqualTo(there);
  }

  @Test
  void it_gets_one_of_another_loop_where_no_more_may_be_opened() {
    var idle = opened(here);
    opened(here).opened();
    idle.giveBack();
    assertThat(shares.take(shares.home(there)).loop())
        .as("all are open, one is idle")
        .isEqualTo(here);
  }

  @Test
  void an_idle_one_of_its_own_goes_before_that() {
    var idle = opened(there);
    opened(here);
    opened(here);
    idle.giveBack();
    assertThat(shares.take(shares.home(there)).loop()).isEqualTo(there);
  }

  @Test
  void none_is_opened_that_would_not_stay_open_while_another_is_idle() {
    var few = new LoopShares(clients(), MOST, 1);
    var idle = few.take(few.home(here));
    idle.opened();
    idle.giveBack();
    assertThat(few.take(few.home(there)).loop()).as("one is idle").isEqualTo(here);
    assertThat(few.take(few.home(there)).loop()).as("none is idle").isEqualTo(there);
  }

  @Test
  void those_that_closed_make_room() {
    var idle = opened(here);
    opened(here);
    opened(here);
    idle.giveBack();
    idle.closed();
    assertThat(shares.take(shares.home(there)).loop()).isEqualTo(there);
  }

  @Test
  void never_more_are_open_than_allowed_whoever_takes_them() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    var open = new HashMap<LoopShares.Share, Integer>();
    var used = new HashMap<LoopShares.Share, Integer>();
    for (int i = 0; i < 10_000; i++) {
      int held = used.values().stream().mapToInt(Integer::intValue).sum();
      if (held < MOST && random.nextBoolean()) {
        var share = shares.take(shares.home(random.nextBoolean() ? here : there));
        if (used.merge(share, 1, Integer::sum) > open.getOrDefault(share, 0)) {
          open.merge(share, 1, Integer::sum);
          share.opened();
        }
      } else if (held > 0) {
        var share = random(used, random);
        used.merge(share, -1, Integer::sum);
        share.giveBack();
        if (random.nextInt(4) == 0) {
          open.merge(share, -1, Integer::sum);
          share.closed();
        }
      }
      assertThat(open.values().stream().mapToInt(Integer::intValue).sum())
          .as("seed %d, step %d", seed, i)
          .isLessThanOrEqualTo(MOST);
    }
  }

  private static LoopShares.Share random(Map<LoopShares.Share, Integer> used, Random random) {
    var taken = used.entrySet().stream().filter(each -> each.getValue() > 0).toList();
    return taken.get(random.nextInt(taken.size())).getKey();
  }

  private LoopShares.Share opened(VertxLoop loop) {
    var share = shares.take(shares.home(loop));
    share.opened();
    return share;
  }
}
