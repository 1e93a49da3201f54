package dev.tutti.gateway.session;

import dev.tutti.call.Call;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.gateway.chat.AnswerContext;
import dev.tutti.gateway.chat.ParsedRequest;
import dev.tutti.gateway.chat.StreamWriter;
import dev.tutti.gateway.chat.WholeWriter;
import io.vertx.core.Future;

/** A request that is answered as another one is, with something of its own around the model. */
interface ForwardingRequest extends ParsedRequest {
  /** The other one. */
  ParsedRequest parsed();

  @Override
  default Future<ChatRequest> request(Call call) {
    return parsed().request(call);
  }

  @Override
  default Future<ChatRequest> counted(Call call) {
    return parsed().counted(call);
  }

  @Override
  default Future<Void> ready(Call call) {
    return parsed().ready(call);
  }

  @Override
  default Fault told(Fault fault) {
    return parsed().told(fault);
  }

  @Override
  default StreamWriter stream(AnswerContext context) {
    return parsed().stream(context);
  }

  @Override
  default WholeWriter whole(AnswerContext context) {
    return parsed().whole(context);
  }
}
