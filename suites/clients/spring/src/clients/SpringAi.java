package clients;

import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.function.FunctionToolCallback;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.MimeTypeUtils;

/** Spring AI's chat client, over its OpenAI model, against Tutti. */
final class SpringAi {
  private static final String HELLO = "Say hello.";
  private static final String IN_TURN = "The weather in Paris, then the time in Paris.";
  private static final String CITY_QUESTION = "Name a city.";
  private static final byte[] PIXEL =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

  record City(String name, String country, int inhabitants) {}

  record In(String city) {}

  private final Upstream up;

  private SpringAi(Upstream up) {
    this.up = up;
  }

  static void main() {
    for (var up : Upstream.ALL) {
      new SpringAi(up).flows().run();
    }
    System.exit(0);
  }

  private Flows flows() {
    return new Flows("spring-ai", up.name())
        .add("chat", this::chat)
        .add("stream", this::stream)
        .add("tools", this::tools)
        .add("stream_tools", this::streamTools)
        .add("parallel_tools", this::parallelTools)
        .add("history", this::history)
        .add("structured", this::structured)
        .add("image", this::image)
        .add("bad_request", () -> refused(BadRequestException.class, 400, 400))
        .add("server_error", () -> refused(InternalServerException.class, 500, 502))
        .add("rate_limit", () -> refused(RateLimitException.class, 429, 429));
  }

  private static OpenAiChatOptions.Builder options(String model) {
    var options = OpenAiChatOptions.builder();
    options.baseUrl(Server.BASE_URL).apiKey(Server.KEY).maxRetries(0).model(model);
    return options;
  }

  private static ChatClient client(OpenAiChatOptions.Builder options) {
    var model = OpenAiChatModel.builder().options(options.build()).build();
    return ChatClient.builder(model).defaultSystem("Be brief.").build();
  }

  private ChatClient client() {
    return client(options(up.model()));
  }

  private ChatClient inTurn() {
    var options = options(up.model());
    options.parallelToolCalls(false);
    return client(options);
  }

  private static Object[] tools(List<String> calls) {
    return new Object[] {
      tool("get_weather", "sunny in ", calls), tool("get_time", "noon in ", calls)
    };
  }

  private static ToolCallback tool(String name, String answer, List<String> calls) {
    return FunctionToolCallback.builder(
            name,
            (In in) -> {
              calls.add(name);
              return answer + in.city();
            })
        .description(name)
        .inputType(In.class)
        .build();
  }

  private static List<String> noCalls() {
    return Collections.synchronizedList(new ArrayList<>());
  }

  private void chat() {
    var answer = client().prompt().user(HELLO).call().chatResponse();
    Expect.contains("text", answer.getResult().getOutput().getText(), up.greeting());
    var usage = answer.getMetadata().getUsage();
    Expect.that(
        usage.getPromptTokens() > 0 && usage.getCompletionTokens() > 0, "usage: " + usage);
  }

  private void stream() {
    var texts = client().prompt().user(HELLO).stream().content().collectList().block();
    Expect.that(texts.size() > 2, texts.size() + " texts (expected: several)");
    Expect.contains("text", String.join("", texts), up.greeting());
  }

  private void tools() {
    var calls = noCalls();
    var text = inTurn().prompt().user(IN_TURN).tools(tools(calls)).call().content();
    up.hasTold(text, calls);
  }

  private void streamTools() {
    var calls = noCalls();
    var prompt = inTurn().prompt().user(IN_TURN).tools(tools(calls));
    up.hasTold(String.join("", prompt.stream().content().collectList().block()), calls);
  }

  private void parallelTools() {
    var calls = noCalls();
    var prompt = client().prompt().user(up.atOnce()).tools(tools(calls));
    up.hasToldAtOnce(prompt.call().content(), calls);
  }

  private void history() {
    var text = inTurn().prompt().user(IN_TURN).tools(tools(noCalls())).call().content();
    var before = List.of(new UserMessage(IN_TURN), new AssistantMessage(text));
    var prompt = client().prompt().messages(List.copyOf(before)).user(HELLO);
    Expect.contains("text", prompt.call().content(), up.greeting());
  }

  /** By a schema in words, which is the library's default, and by the provider's own JSON. */
  private void structured() {
    var inWords = client().prompt().user(CITY_QUESTION).call().entity(City.class);
    Expect.that(!inWords.name().isEmpty(), "city: " + inWords);
    var prompt = client().prompt().user(CITY_QUESTION);
    var own = prompt.call().entity(City.class, how -> how.useProviderStructuredOutput());
    Expect.that(!own.name().isEmpty(), "city: " + own);
  }

  private void image() {
    var picture = new ByteArrayResource(PIXEL);
    var prompt =
        client()
            .prompt()
            .user(said -> said.text("What is this?").media(MimeTypeUtils.IMAGE_PNG, picture));
    Expect.contains("text", prompt.call().content(), up.picture());
  }

  private <E extends OpenAIServiceException> void refused(Class<E> kind, int status, int answered) {
    var prompt = client(options(up.failingModel(status))).prompt();
    var error = Expect.raises(kind, () -> prompt.user(up.failingQuestion(status)).call().content());
    Expect.same("status", error.statusCode(), answered);
  }
}
