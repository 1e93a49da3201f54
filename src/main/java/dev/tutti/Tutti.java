package dev.tutti;

import dev.tutti.call.Answer;
import dev.tutti.call.Relay;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Conversation;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Reply;
import dev.tutti.cooperation.vote.Ballot;
import dev.tutti.cooperation.vote.VoteResult;
import dev.tutti.followup.DialogueTurn;
import dev.tutti.followup.FollowUpDecision;
import dev.tutti.memory.api.Memories;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.skill.api.SkillTool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Tutti inside another program: the same core as the server's, without endpoints.
 *
 * <pre>{@code
 * try (var tutti = Tutti.open(Path.of("tutti.yaml"))) {
 *   Reply reply = tutti.chat(ChatRequest.builder("fast").user("Why is the sky blue?").build());
 *   System.out.println(reply.text());
 * }
 * }</pre>
 *
 * <p>Thread-safe. Methods that block may be called on virtual threads; an interrupt cancels the
 * call.
 */
public final class Tutti implements AutoCloseable {
  private static final Duration CALLBACKS = Duration.ofSeconds(2);

  private final Core core;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private Tutti(Core core) {
    this.core = core;
    core.tasks.start();
  }

  /** Opens with a configuration file, whose changes are followed. */
  public static Tutti open(Path file) {
    return open(Configuration.file(file));
  }

  /**
   * Opens with any configuration.
   *
   * @throws RuntimeException saying what could not be; then nothing stays open
   */
  public static Tutti open(Configuration configuration) {
    return new Tutti(new Core(configuration));
  }

  /** Begins an execution of a skill, see {@link AskSkill}. */
  public AskSkill skill(String name) {
    return AskSkill.of(core, name);
  }

  /** Begins a cooperation of several models, see {@link AskCooperation}. */
  public AskCooperation cooperate() {
    return new AskCooperation(core, Json.object());
  }

  /** Begins a request for an application such as {@code document_analysis}. */
  public AskApplication application(String name) {
    return new AskApplication(core, name);
  }

  /**
   * The memory of end users. Its futures complete on threads of Tutti's own; the owner of what this
   * program keeps is the empty text, as that of callers without a key.
   */
  public Memories memories() {
    return core.memory.memories();
  }

  /** Where requests to the model {@code auto} go, see {@link RouteAnswers}. */
  public RouteAnswers route() {
    return new RouteAnswers(core.selection, core.platform.clock());
  }

  /** Durable tasks, see {@link BackgroundTasks}. */
  public BackgroundTasks tasks() {
    return new BackgroundTasks(core);
  }

  /** A session of this name, which is begun with the first words, see {@link KeptSession}. */
  public KeptSession session(String id) {
    return new KeptSession(core, id, "", "");
  }

  /** Characters: cards, what makes them, and chats with them, see {@link KeptCharacters}. */
  public KeptCharacters characters() {
    return new KeptCharacters(core);
  }

  /** Groups of characters, see {@link CharacterGroups}. */
  public CharacterGroups groups() {
    return new CharacterGroups(core);
  }

  /** Figures of a model's calls, by the name that callers use; blocks. */
  public ModelMetrics metrics(String model) {
    return allMetrics().stream()
        .filter(each -> each.model().equals(model))
        .findFirst()
        .orElseGet(() -> ModelMetrics.none(model));
  }

  /** Figures of every model that was asked, those with the most calls first; blocks. */
  public List<ModelMetrics> allMetrics() {
    return ModelMetrics.all(core, core.figures());
  }

  /** Calls that were recorded, and what else has a name or an id, see {@link KeptRecords}. */
  public KeptRecords records() {
    return new KeptRecords(core);
  }

  /** Lets skills call a function of this program, as {@code fn:name} in their {@code tools}. */
  public void add(SkillTool function) {
    core.skills().add(function);
  }

  /** Counts answers that models have given already; asks nobody. */
  public VoteResult vote(Ballot ballot) {
    return core.votes.counter().count(ballot);
  }

  /**
   * Decides whether a message needs what was said before it.
   *
   * @param history the oldest turn first; may be empty
   */
  public FollowUpDecision followUp(List<DialogueTurn> history, String message) {
    return core.followUps.decide(history, message);
  }

  /**
   * Asks and waits for the whole answer.
   *
   * @throws Fault when there is none
   */
  public Reply chat(ChatRequest request) {
    try (var answer = core.embedded().ask(request)) {
      return answer.collect();
    }
  }

  /**
   * Asks.
   *
   * @return the whole answer; fails with a {@link Fault} when there is none. Cancelling it ends the
   *     call.
   */
  public CompletableFuture<Reply> chatAsync(ChatRequest request) {
    return start(request, answer -> answer.collect());
  }

  /**
   * Asks and hands over the answer as it comes. Both callbacks run one at a time on one virtual
   * thread; a slow one slows the stream, and one that throws ends the call.
   *
   * @param onDelta gets every event in order
   * @param onEnd gets how it ended, once, last
   * @return the whole answer, complete after {@code onEnd}; cancelling it ends the call
   */
  public CompletableFuture<Reply> chatStream(
      ChatRequest request, Consumer<ChatEvent> onDelta, Consumer<Outcome> onEnd) {
    return start(request.streamed(), answer -> new Relay(answer, onDelta, onEnd).run());
  }

  /**
   * Asks many, some at once and behind all other calls, and waits for all. Nothing of it is kept;
   * what must survive a crash is a batch of the server's.
   *
   * @return an outcome for each request, in their order
   * @throws Fault {@code cancelled} when the thread is interrupted
   */
  public List<BatchOutcome> batch(List<ChatRequest> requests) {
    return new EmbeddedBatch(core.embedded()).ask(requests);
  }

  private CompletableFuture<Reply> start(ChatRequest request, Function<Answer, Reply> work) {
    var whole = new CompletableFuture<Reply>();
    try {
      threads.execute(() -> finish(request, work, whole));
    } catch (RejectedExecutionException _) { // closed, which is told as any other failure
      Thread.startVirtualThread(() -> finish(request, work, whole));
    }
    return whole;
  }

  private void finish(
      ChatRequest request, Function<Answer, Reply> work, CompletableFuture<Reply> whole) {
    try (var answer = core.embedded().ask(request)) {
      var _ = whole.whenComplete((_, _) -> answer.close());
      whole.complete(work.apply(answer));
    } catch (RuntimeException | Error e) {
      whole.completeExceptionally(e);
    }
  }

  /** Begins a question that is built step by step. */
  public Ask ask() {
    return new Ask(this, "sim", Conversation.EMPTY);
  }

  /** The model that is meant by its own name or by its provider's. */
  String modelOf(String type) {
    var settings = core.settings();
    if (settings.models().containsKey(type) || !settings.providers().containsKey(type)) {
      return type;
    }
    return settings.models().values().stream()
        .flatMap(alias -> alias.deployments().stream())
        .filter(share -> share.provider().equals(type))
        .map(share -> type + "/" + share.model())
        .findFirst()
        .or(() -> models().stream().filter(name -> name.startsWith(type + "/")).findFirst())
        .orElse(type);
  }

  /** Names that can be asked for. */
  public List<String> models() {
    return core.catalog().entries().stream().map(ModelCatalog.Entry::id).toList();
  }

  /**
   * Lets answers that have begun end, at most for {@code server.drain} (30 s by default), then
   * cancels what is left: its callers get a fault with the code {@code overloaded}, as does whoever
   * asks from now on. Callbacks that are still running 2 s after that are interrupted. Blocks; not
   * to be called by a callback, which would wait for itself.
   */
  @Override
  public void close() {
    core.embedded().drain();
    threads.shutdown();
    try {
      threads.awaitTermination(CALLBACKS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    threads.shutdownNow();
    core.close();
  }
}
