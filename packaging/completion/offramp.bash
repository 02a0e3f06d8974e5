# SPDX-License-Identifier: Apache-2.0
# bash completion for offramp
_offramp() {
  local word=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]:-}
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    mapfile -t COMPREPLY < <(compgen -W "check settle brief read weigh space new schema --help --version" -- "$word")
    return
  fi
  case $word in
    -*)
      local options="--help --json --threads --quiet"
      case $command in
        settle) options="$options --worlds --seed --top" ;;
        brief) options="$options --worlds --seed --top --output --markdown --pdf" ;;
        read) options="$options --worlds --seed --evidence --events --actors --score" ;;
        weigh) options="$options --worlds --seed --for --design --points --csv --sqlite" ;;
        space) options="$options --reservation --weights --interim --seconds --top --to --out" ;;
        new) options="--help --force" ;;
        schema) options="--help" ;;
      esac
      mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word") ;;
    *)
      compopt -o filenames 2>/dev/null
      local data=${OFFRAMP_DATA:-/usr/share/offramp}
      mapfile -t COMPREPLY < <(compgen -f -- "$word"; cd "$data/cases" 2>/dev/null && compgen -d -- "$word") ;;
  esac
}
complete -F _offramp offramp
