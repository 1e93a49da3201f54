// Fields that filters know, as the server names them.
const listed = (names) => names.split(' ');

export const ofCalls = listed('call trace started endpoint key owner user session turn task operation model skill revision streamed outcome status cache degraded coalesced attempts failed_attempts total first_token overhead guard_wait limit_wait place_wait turn_wait retry_wait input_tokens cached_input_tokens cache_write_tokens audio_input_tokens output_tokens reasoning_tokens audio_output_tokens estimated cost unpriced saved_tokens saved_cost');

export const ofTasks = listed('task status kind subject user session priority attempts failures created run_at started ended queued ran code class severity input_tokens output_tokens cost network_bytes cpu schedule');
