package dev.tutti.application.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.application.api.Application;
import dev.tutti.application.api.ApplicationParameters;
import dev.tutti.application.api.ApplicationRun;
import dev.tutti.application.run.ApplicationEngine;
import dev.tutti.call.ActiveCalls;
import dev.tutti.call.CallObserver;
import dev.tutti.call.Caller;
import dev.tutti.call.ChatModel;
import dev.tutti.call.TraceStart;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Json;
import dev.tutti.document.DocumentSettings;
import dev.tutti.document.StoredDocuments;
import dev.tutti.feature.Feature;
import dev.tutti.file.FileSettings;
import dev.tutti.file.StoredFiles;
import dev.tutti.http.CallStart;
import dev.tutti.http.Routes;
import dev.tutti.http.ServerSettings;
import dev.tutti.ledger.Prices;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.routing.balance.Candidate;
import dev.tutti.routing.balance.Explanation;
import dev.tutti.security.Role;
import dev.tutti.store.Store;
import dev.tutti.task.api.TaskQueue;
import dev.tutti.testing.TestingForm;
import dev.tutti.testing.TestingGateway;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** Requests for an application, as far as they are read before it runs. */
class ApplicationEndpointTest {
  @TempDir Path folder;

  /** Whether it was an event loop that has asked for a model, for each time. */
  private final List<Boolean> onLoop = new CopyOnWriteArrayList<>();

  /** A catalog whose models are looked for, and are not there. */
  private final class LookedThrough implements ModelCatalog {
    @Override
    public ChatModel model(String name) {
      throw ModelCatalog.unknown(name, entries());
    }

    @Override
    public Explanation explain(ChatRequest request, Caller caller) {
      throw ModelCatalog.unknown(request.model(), entries());
    }

    @Override
    public List<Candidate> members(String name) {
      return List.of();
    }

    @Override
    public List<Entry> entries() {
      return List.of();
    }

    @Override
    public boolean shows(String name, Caller caller) {
      onLoop.add(Context.isOnEventLoopThread());
      return false;
    }
  }

  /** An application that nobody gets to. */
  private static final class Unreached implements Application {
    @Override
    public String name() {
      return "unreached";
    }

    @Override
    public void check(ApplicationParameters parameters) {}

    @Override
    public ObjectNode run(ApplicationRun run) {
      return Json.object();
    }

    @Override
    public String text(ObjectNode result) {
      return "";
    }
  }

  private record Applications(ApplicationEndpoint endpoint) implements Feature {
    @Override
    public void routes(Routes routes) {
      routes.add(endpoint.routes());
    }
  }

  private Feature applications(Store store) {
    var clock = InstantSource.system();
    var files =
        StoredFiles.open(
            store, folder.resolve("files"), clock, new SecureRandom(), () -> FileSettings.DEFAULT);
    var moment =
        new ApplicationEngine.Moment(
            () -> "",
            LookedThrough::new,
            Prices::shipped,
            (_, _) -> true,
            _ -> Future.failedFuture("nobody asks"));
    var documents = new StoredDocuments(files, DocumentSettings.DEFAULT);
    var engine = new ApplicationEngine(List.of(new Unreached()), documents, moment);
    var calls =
        new CallStart(
            ServerSettings.DEFAULT, new ActiveCalls(), CallObserver.NOBODY, TraceStart.CALLERS);
    return new Applications(
        new ApplicationEndpoint(engine, calls, noTasks(), Thread::startVirtualThread));
  }

  private static TaskQueue noTasks() {
    return (TaskQueue)
        Proxy.newProxyInstance(
            TaskQueue.class.getClassLoader(),
            new Class<?>[] {TaskQueue.class},
            (_, method, _) -> {
              throw new UnsupportedOperationException(method.getName());
            });
  }

  @Test
  void whether_a_model_is_there_is_asked_beside_the_loop() {
    try (var server = TestingGateway.start(folder, store -> List.of(applications(store)));
        var caller = server.with(Role.USER)) {
      var body = "{\"content\":\"x\",\"model\":\"group:crew\"}";
      assertThat(caller.post("/v1/apps/unreached", body).status()).isEqualTo(404);
      var form = new TestingForm().field("model", "group:crew").file("a.txt", "x");
      assertThat(caller.upload("/v1/apps/unreached", form).status()).isEqualTo(404);
      assertThat(onLoop).containsExactly(false, false);
    }
  }
}
