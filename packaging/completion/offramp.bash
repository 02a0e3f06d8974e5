# SPDX-License-Identifier: Apache-2.0
# bash completion, printed by `offramp completion bash`
_offramp() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} verb=${COMP_WORDS[1]:-}
  offer() { mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -W "$1" -- "$word"); }
  files() { compopt -o filenames 2>/dev/null
    mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen "$1" -- "$word"); }
  cases() { offer "$("${COMP_WORDS[0]}" list --names 2>/dev/null)"; }
  COMPREPLY=()
  [ "$COMP_CWORD" -gt 1 ] || { offer "list check read settle weigh pool brief compare new ask update seal schema verbs completion manual space model --help --version"; return; }
  if [ "$verb" = space ]; then
    [ "$COMP_CWORD" -gt 2 ] || { offer "info points frontier prove simulate convert --help"; return; }
    verb="space ${COMP_WORDS[2]}"
  fi
  if [ "$verb" = model ]; then
    [ "$COMP_CWORD" -gt 2 ] || { offer "check run path loops sensitivity rare --help"; return; }
    verb="model ${COMP_WORDS[2]}"
  fi
  case "$verb $before" in
    'check --set') :; return ;;
    'check --variant') :; return ;;
    'check --analyst') :; return ;;
    'check --threads') :; return ;;
    'read --worlds') :; return ;;
    'read --seed') :; return ;;
    'read --words') offer "credible all none"; return ;;
    'read --set') :; return ;;
    'read --variant') :; return ;;
    'read --analyst') :; return ;;
    'read --evidence') files -f; return ;;
    'read --threads') :; return ;;
    'read --events') files -f; return ;;
    'read --actors') :; return ;;
    'settle --worlds') :; return ;;
    'settle --seed') :; return ;;
    'settle --words') offer "credible all none"; return ;;
    'settle --set') :; return ;;
    'settle --variant') :; return ;;
    'settle --analyst') :; return ;;
    'settle --evidence') files -f; return ;;
    'settle --threads') :; return ;;
    'settle --top') :; return ;;
    'settle --date') :; return ;;
    'weigh --worlds') :; return ;;
    'weigh --seed') :; return ;;
    'weigh --words') offer "credible all none"; return ;;
    'weigh --set') :; return ;;
    'weigh --variant') :; return ;;
    'weigh --analyst') :; return ;;
    'weigh --evidence') files -f; return ;;
    'weigh --threads') :; return ;;
    'weigh --for') :; return ;;
    'weigh --date') :; return ;;
    'weigh --output') :; return ;;
    'weigh --points') :; return ;;
    'weigh --csv') files -f; return ;;
    'weigh --sqlite') files -f; return ;;
    'pool --worlds') :; return ;;
    'pool --seed') :; return ;;
    'pool --words') offer "credible all none"; return ;;
    'pool --set') :; return ;;
    'pool --variant') :; return ;;
    'pool --evidence') files -f; return ;;
    'pool --threads') :; return ;;
    'pool --date') :; return ;;
    'pool --analysts') :; return ;;
    'pool --weights') offer "performance equal"; return ;;
    'pool --top') :; return ;;
    'brief --worlds') :; return ;;
    'brief --seed') :; return ;;
    'brief --words') offer "credible all none"; return ;;
    'brief --set') :; return ;;
    'brief --variant') :; return ;;
    'brief --analyst') :; return ;;
    'brief --evidence') files -f; return ;;
    'brief --threads') :; return ;;
    'brief --top') :; return ;;
    'brief --date') :; return ;;
    'brief --events') files -f; return ;;
    'brief --actors') :; return ;;
    'brief --output' | 'brief -o') files -f; return ;;
    'brief --for') :; return ;;
    'brief --leave-out') offer "sources judgements notes descriptions authors"; return ;;
    'compare --worlds') :; return ;;
    'compare --seed') :; return ;;
    'compare --words') offer "credible all none"; return ;;
    'compare --set') :; return ;;
    'compare --variant') :; return ;;
    'compare --seeds') :; return ;;
    'compare --orders') :; return ;;
    'compare --output' | 'compare -o') files -f; return ;;
    'compare --threads') :; return ;;
    'ask --party') :; return ;;
    'ask --about') offer "wants red_lines ends likelihoods"; return ;;
    'ask --who') :; return ;;
    'ask --into') :; return ;;
    'ask --seed') :; return ;;
    'ask --threads') :; return ;;
    'update --as-of') :; return ;;
    'update --threads') :; return ;;
    'seal --worlds') :; return ;;
    'seal --seed') :; return ;;
    'seal --words') offer "credible all none"; return ;;
    'seal --analyst') :; return ;;
    'seal --threads') :; return ;;
    'seal --date') :; return ;;
    'seal --who') :; return ;;
    'space info --threads') :; return ;;
    'space info --reservation') :; return ;;
    'space points --threads') :; return ;;
    'space points --reservation') :; return ;;
    'space points --weights') :; return ;;
    'space points --interim') :; return ;;
    'space points --seconds') :; return ;;
    'space frontier --threads') :; return ;;
    'space frontier --reservation') :; return ;;
    'space frontier --top') :; return ;;
    'space frontier --seconds') :; return ;;
    'space prove --threads') :; return ;;
    'space prove --reservation') :; return ;;
    'space prove --seconds') :; return ;;
    'space simulate --threads') :; return ;;
    'space simulate --reservation') :; return ;;
    'space simulate --protocol') offer "offers single-text annealing joint"; return ;;
    'space simulate --agents') offer "boulware linear conceder tft micro"; return ;;
    'space simulate --runs') :; return ;;
    'space simulate --rounds') :; return ;;
    'space simulate --seed') :; return ;;
    'space simulate --temperature') :; return ;;
    'space convert --reservation') :; return ;;
    'space convert --to') offer "geniusweb genius"; return ;;
    'space convert --out') files -d; return ;;
    'model run --threads') :; return ;;
    'model run --paths') :; return ;;
    'model run --seed') :; return ;;
    'model run --scenario') :; return ;;
    'model run --csv') files -f; return ;;
    'model run --svg') files -f; return ;;
    'model run --variables') :; return ;;
    'model run --joint') :; return ;;
    'model run --shard') :; return ;;
    'model run --summary') files -f; return ;;
    'model run --parts') :; return ;;
    'model path --path') :; return ;;
    'model path --seed') :; return ;;
    'model path --scenario') :; return ;;
    'model path --csv') files -f; return ;;
    'model path --svg') files -f; return ;;
    'model path --variables') :; return ;;
    'model loops --path') :; return ;;
    'model loops --seed') :; return ;;
    'model loops --scenario') :; return ;;
    'model loops --csv') files -f; return ;;
    'model loops --svg') files -f; return ;;
    'model sensitivity --threads') :; return ;;
    'model sensitivity --of') :; return ;;
    'model sensitivity --change') :; return ;;
    'model sensitivity --paths') :; return ;;
    'model sensitivity --seed') :; return ;;
    'model sensitivity --scenario') :; return ;;
    'model sensitivity --csv') files -f; return ;;
    'model rare --threads') :; return ;;
    'model rare --of') :; return ;;
    'model rare --levels') :; return ;;
    'model rare --particles') :; return ;;
    'model rare --repetitions') :; return ;;
    'model rare --seed') :; return ;;
    'model rare --scenario') :; return ;;
  esac
  case $word in
    -*) case $verb in
      'list') offer "--help --json --names" ;;
      'check') offer "--help --set --variant --analyst --json --threads --quiet" ;;
      'read') offer "--help --worlds --seed --words --set --variant --analyst --evidence --json --threads --quiet --events --actors --score" ;;
      'settle') offer "--help --worlds --seed --words --set --variant --analyst --evidence --json --threads --quiet --top --date" ;;
      'weigh') offer "--help --worlds --seed --words --set --variant --analyst --evidence --json --threads --quiet --for --date --output --design --points --csv --sqlite" ;;
      'pool') offer "--help --worlds --seed --words --set --variant --evidence --json --threads --quiet --date --analysts --with-file --weights --widen --top" ;;
      'brief') offer "--help --worlds --seed --words --set --variant --analyst --evidence --json --threads --quiet --top --date --events --actors --output --markdown --short --for --hide-names --leave-out --pdf" ;;
      'compare') offer "--help --worlds --seed --words --set --variant --seeds --orders --output --json --threads --quiet" ;;
      'new') offer "--help --force" ;;
      'ask') offer "--help --party --about --who --into --calibrate --seed --threads --quiet" ;;
      'update') offer "--help --as-of --threads --quiet" ;;
      'seal') offer "--help --worlds --seed --words --analyst --threads --quiet --date --who" ;;
      'schema') offer "--help" ;;
      'space info') offer "--help --json --threads --quiet --reservation" ;;
      'space points') offer "--help --json --threads --quiet --reservation --weights --interim --seconds" ;;
      'space frontier') offer "--help --json --threads --quiet --reservation --top --above-reservations --seconds" ;;
      'space prove') offer "--help --json --threads --quiet --reservation --seconds" ;;
      'space simulate') offer "--help --json --threads --quiet --reservation --protocol --agents --runs --rounds --seed --temperature" ;;
      'space convert') offer "--help --quiet --reservation --to --out" ;;
      'model check') offer "--help --json --quiet" ;;
      'model run') offer "--help --json --threads --quiet --paths --seed --scenario --csv --svg --variables --joint --shard --summary --parts" ;;
      'model path') offer "--help --json --quiet --path --seed --scenario --csv --svg --variables" ;;
      'model loops') offer "--help --json --quiet --path --seed --scenario --csv --svg" ;;
      'model sensitivity') offer "--help --json --threads --quiet --of --change --paths --seed --scenario --csv" ;;
      'model rare') offer "--help --json --threads --quiet --of --levels --particles --repetitions --seed --scenario" ;;
      'verbs') offer "--help --json" ;;
      'completion') offer "--help" ;;
      'manual') offer "--help" ;;
    esac ;;
    *) case $verb in
      'list') : ;;
      'check') files -f; cases ;;
      'read') files -f; cases ;;
      'settle') files -f; cases ;;
      'weigh') files -f; cases ;;
      'pool') files -f; cases ;;
      'brief') files -f; cases ;;
      'compare') files -f; cases ;;
      'new') files -d ;;
      'ask') files -f; cases ;;
      'update') files -f; cases ;;
      'seal') files -f; cases ;;
      'schema') : ;;
      'space info') files -f ;;
      'space points') files -f ;;
      'space frontier') files -f ;;
      'space prove') files -f ;;
      'space simulate') files -f ;;
      'space convert') files -f ;;
      'model check') files -f ;;
      'model run') files -f ;;
      'model path') files -f ;;
      'model loops') files -f ;;
      'model sensitivity') files -f ;;
      'model rare') files -f ;;
      'verbs') : ;;
      'completion') offer "bash zsh fish" ;;
      'manual') : ;;
    esac ;;
  esac
}
complete -F _offramp offramp
