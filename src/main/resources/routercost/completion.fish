# Completion of router-cost for fish: router-cost completion fish | source
function __router_cost_complete
    set -l before (string match -r -- '^--[^=]+=' (commandline -ct); or echo -n '' | string collect --allow-empty)
    for row in (router-cost completion --line (commandline -cp | string collect) 2>/dev/null)
        if string match -q -- ':files*' $row
            set -l kinds (string replace -r '^:files ?' '' -- $row)
            for found in (__fish_complete_path (string replace -- "$before" '' (commandline -ct)))
                if test -z "$kinds"; or string match -qr -- "^[^\t]*(/|\\.($kinds))(\t|\$)" $found
                    echo $before$found
                end
            end
        else
            echo $row
        end
    end
end
complete -c router-cost -f -a '(__router_cost_complete)'
