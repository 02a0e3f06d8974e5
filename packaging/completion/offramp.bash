# SPDX-License-Identifier: Apache-2.0
# bash completion for offramp
_offramp() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]:-}
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    mapfile -t COMPREPLY < <(compgen -W "check settle brief read weigh space new schema --help --version" -- "$word")
    return
  fi
  if [ "$command" = space ]; then
    if [ "$COMP_CWORD" -eq 2 ]; then
      mapfile -t COMPREPLY < <(compgen -W "info points frontier prove simulate convert --help" -- "$word")
      return
    fi
    command="space ${COMP_WORDS[2]}"
  fi
  case $before in
    --protocol) mapfile -t COMPREPLY < <(compgen -W "offers single-text annealing joint" -- "$word"); return ;;
    --agents) mapfile -t COMPREPLY < <(compgen -W "boulware linear conceder tft micro" -- "$word"); return ;;
    --to) mapfile -t COMPREPLY < <(compgen -W "geniusweb genius" -- "$word"); return ;;
  esac
  case $word in
    -*)
      local options="" sampling="--worlds --seed --json --threads --quiet" question="--reservation --json --threads --quiet"
      case $command in
        check) options="--json --threads --quiet" ;;
        settle) options="$sampling --top" ;;
        brief) options="$sampling --top --output --markdown --pdf --events --actors" ;;
        read) options="$sampling --evidence --events --actors --score" ;;
        weigh) options="$sampling --for --output --design --points --csv --sqlite" ;;
        "space info") options="$question" ;;
        "space points") options="$question --weights --interim --seconds" ;;
        "space frontier") options="$question --top --above-reservations --seconds" ;;
        "space prove") options="$question --seconds" ;;
        "space simulate") options="$question --protocol --agents --runs --rounds --seed --temperature" ;;
        "space convert") options="--to --out --reservation --quiet" ;;
        new) options="--force" ;;
      esac
      mapfile -t COMPREPLY < <(compgen -W "--help $options" -- "$word") ;;
    *)
      compopt -o filenames 2>/dev/null
      local data=${OFFRAMP_DATA:-/usr/share/offramp}
      mapfile -t COMPREPLY < <(compgen -f -- "$word"; cd "$data/cases" 2>/dev/null && compgen -d -- "$word") ;;
  esac
}
complete -F _offramp offramp
